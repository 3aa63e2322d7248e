"""The published file, opened read-only, and answers kept from it."""
