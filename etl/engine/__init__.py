"""Documents in, figures and rejections out. Imports nothing of the rooms above it."""
