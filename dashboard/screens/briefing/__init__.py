"""A view as a slide with its findings."""
