"""Who reports, what, and over which period: read from the document's own text."""
