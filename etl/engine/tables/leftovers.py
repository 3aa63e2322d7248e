"""The numerals of a read table that are no figures: row numbers, years, numbers inside labels."""

import re
from collections.abc import Iterator

from etl.engine.model import Figure, Rejection, Table

_PROSE_LENGTH = 30
_SENTENCE = re.compile(r"[。；;！]|[，,][^，,\d]{4,}[，,]")
_DIGIT = re.compile(r"[\d０-９]")
_NUMERAL = re.compile(
    r"(?P<arabic>[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?[%％]?)"
    r"|[(（](?P<bracketed>[一二三四五六七八九十]{1,3})[)）]"
    r"|(?P<chinese>[一二三四五六七八九十百千零〇两]{1,40})(?=[、条项款章月年日季个家件次起人种类级])"
)


def is_prose(text: str) -> bool:
    """True for a cell of running text with figures in it, such as remarks below a table."""
    return len(text) > _PROSE_LENGTH and bool(_DIGIT.search(text)) and bool(_SENTENCE.search(text))


def numerals_of(text: str, stretch: Table, figures: list[Figure]) -> Iterator[Rejection]:
    """A rejection for every numeral of the stretch outside the figures, which come in order of place."""
    ahead = iter(figures)
    figure = next(ahead, None)
    for match in _NUMERAL.finditer(text, stretch.start, stretch.end):
        start, end = match.span(match.lastgroup or 0)
        while figure and figure.end <= start:
            figure = next(ahead, None)
        if not (figure and figure.start < end):
            yield Rejection(start, end, text[start:end], "table_label", "outside_figures")
