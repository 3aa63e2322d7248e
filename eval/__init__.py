"""Scores the extraction against reviewed figures and labelled passages, field by field."""
