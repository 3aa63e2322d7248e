"""Regions on tiles and as a tree."""
