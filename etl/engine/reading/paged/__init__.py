"""Pages on which every character has a place (PDF, OFD): their text and tables, no digit of them lost."""

from etl.engine.reading.paged.document import document_of
from etl.engine.reading.paged.sheet import Glyph, Rule, Sheet

__all__ = ["Glyph", "Rule", "Sheet", "document_of"]
