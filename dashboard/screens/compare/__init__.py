"""Agencies side by side."""
