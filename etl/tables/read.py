"""Read tables into figures by the forms of data/tables."""

from dataclasses import dataclass, field

from etl.model import Figure, Rejection, ReportContext, Table


@dataclass(slots=True)
class TableReading:
    """What the tables gave. A table that no form fits is not in `tables_read`: the prose reads it."""

    tables_read: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)


def read_tables(text: str, tables: list[Table], context: ReportContext) -> TableReading:
    """Return figures and rejections of the tables that a form fits; they account for every numeral."""
    return TableReading()
