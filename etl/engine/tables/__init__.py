"""Tables: found in a document, then read cell by cell into figures."""

from etl.engine.tables.find import find_tables
from etl.engine.tables.read import TableReading, read_tables

__all__ = ["TableReading", "find_tables", "read_tables"]
