"""Find the tables of a document: those its format marks, and those laid out in plain text."""

from etl.model import Document, Table


def find_tables(document: Document) -> list[Table]:
    """Return the tables in order of their place; never overlapping."""
    return sorted(document.tables, key=lambda table: table.start)
