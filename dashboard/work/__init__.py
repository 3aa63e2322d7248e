"""Importing, reviewing and publishing, and who may do so."""
