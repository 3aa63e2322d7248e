"""The figures that meet every word of a search, read from the index (etl/published/search_index.py).

Only the figures of the rarest word are read. Where even these are too many, those of its best-matching terms
are, and where one such term has too many, the newest: `complete` is then False, and the page says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.data.store import Published
from dashboard.queries.filters import Filters, Where, guards_of_figures, places
from dashboard.queries.search import Word, restriction, search
from etl.published.search_index import AGENCY, LABEL

MOST_READ = 3_000_000  # figures: so many are read in a tenth of a second
MOST_LISTED = 20_000  # more are neither listed nor counted
ENOUGH = 1_000  # of the best matches: the lesser ones are then left out, if there are too many to read
FEW = 100  # figures: less than that is not worth a question of its own


@dataclass(frozen=True)
class Found:
    """SQL that selects row (of the table `figure`), year, label, agency, number and score.

    Not `complete`: there are more, which match less well or are older.
    `best`: ever more of it, each the best by score: the first page seldom needs to read all.
    """

    sql: str
    parameters: tuple
    complete: bool = True
    best: tuple["Found", ...] = ()

    def count(self, published: Published) -> int:
        """How many figures it lists, at most MOST_LISTED."""
        return min(MOST_LISTED, self._counted(published))

    def overflows(self, published: Published) -> bool:
        """Has it more than MOST_LISTED figures?"""
        return self._counted(published) > MOST_LISTED

    def _counted(self, published: Published) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({self.sql}) LIMIT {MOST_LISTED + 1})"
        return published.rows(sql, self.parameters)[0][0]


def find(
    published: Published, filters: Filters, text: str, where: Where, indicators: Iterable[str] | None = None
) -> Found:
    """The figures that meet all words of `text` (not blank), the filters and `where` (on the alias f).

    `indicators`: their ids, '' for figures without; None restricts nothing.
    """
    asked = search(published, text)
    words = [*asked, *_restrictions(published, filters, indicators)]
    where = Where().add(str(where), *where.parameters).add_in("f.year", filters.years)
    where.add_all(guards_of_figures(filters))
    rarest = min(words, key=lambda word: word.figures)
    if rarest.figures > MOST_READ:  # then the best matches come first, and a filter has none
        rarest = min(asked, key=lambda word: word.figures)
    others = [word for word in words if word is not rarest]
    if rarest.figures <= MOST_READ:
        found = _listed([_Part(rarest, others, where)])
        alone = len(asked) == 1 and rarest is asked[0]  # no other word has a say in the order
        return replace(found, best=tuple(_beginnings(rarest, others, where))) if alone else found
    return _best(published, rarest, others, where)


def _restrictions(published: Published, filters: Filters, indicators: Iterable[str] | None) -> Iterator[Word]:
    """Filters that are terms of the index, too: agencies and indicators."""
    agencies = places(filters, Where())
    if agencies.conditions:
        yield restriction(published, AGENCY, "search_term t JOIN agency a ON a.agency = t.text", agencies)
    if indicators is not None:
        yield restriction(published, LABEL, "search_term t", Where().add_in("t.indicator", indicators))


def _beginnings(rarest: Word, others: list[Word], where: Where) -> Iterator[Found]:
    for word in rarest.levels():
        if FEW <= word.figures < rarest.figures / 2:
            yield _listed([_Part(word, others, where)])


def _best(published: Published, rarest: Word, others: list[Word], where: Where) -> Found:
    """As much of the rarest word, the best first, as makes a full list."""
    parts: list[_Part] = []
    levels = list(rarest.levels())
    for word in levels:
        if word.figures <= MOST_READ:
            parts = [_Part(word, others, where)]
        else:
            parts = [*parts, _Part(word, others, where, MOST_LISTED)]
        if word.figures >= ENOUGH:
            found = _listed(parts)
            count = found.count(published)
            if count >= ENOUGH:
                return replace(found, complete=word is levels[-1] and count < MOST_LISTED)
    return _listed(parts)


def _listed(parts: list["_Part"]) -> Found:
    sql = parts[0].sql
    if len(parts) > 1:  # what an earlier part lists, a later one lists again
        sql = "SELECT DISTINCT * FROM (" + " UNION ALL ".join(f"({part.sql})" for part in parts) + ")"
    return Found(sql, tuple(value for part in parts for value in part.parameters))


class _Part:
    """The figures under the terms of one word that meet the others, too; of more than `most`, the newest.

    They are read kind by kind. A figure that lies under several terms of the word is taken the first time.
    """

    def __init__(self, word: Word, others: list[Word], where: Where, most: int | None = None):
        words = [word, *others]
        tables = [f"w{i} AS MATERIALIZED ({each.sql})" for i, each in enumerate(words)]
        joined = [{kind: f"{kind}{i}" for kind in each.kinds} for i, each in enumerate(words)]
        # Outer joins, and conditions that name f, too: DuckDB must not turn a join round and hash the index.
        joins = [
            f"LEFT JOIN w{i} {alias} ON {alias}.term = f.{kind}"
            for i, aliases in enumerate(joined)
            for kind, alias in aliases.items()
        ]
        conditions = [each.met_by(aliases) for each, aliases in zip(words, joined, strict=True)]
        scores = [each.score_of(list(aliases.values())) for each, aliases in zip(words, joined, strict=True)]
        self.parameters = [value for each in words for value in each.parameters]
        reads: list[str] = []
        earlier: list[str] = []
        for kind, alias in joined[0].items():
            near, parameters = _near(word, kind)
            reads.append(f"""
                SELECT f.row, f.year, f.label, f.agency, f.number, {" + ".join(scores)} AS score
                FROM (SELECT * FROM search_figure f WHERE {near} AND {where}) f {" ".join(joins)}
                WHERE {" AND ".join([word.leads(kind, alias), *earlier, *conditions])}
            """)
            self.parameters += [*parameters, *where.parameters]
            earlier.append(f"NOT {word.leads(kind, alias)}")
        nothing = "SELECT row, year, label, agency, number, 0 AS score FROM search_figure LIMIT 0"
        self.sql = f"""
            WITH {", ".join(tables)} SELECT * FROM ({" UNION ALL ".join(reads) or nothing})
            {f"LIMIT {most}" if most else ""}
        """


def _near(word: Word, kind: str) -> tuple[str, list]:
    """Where in the index the word's terms of one kind lie: what lies elsewhere is not read."""
    groups = [group for group in word.leading if group.kind == kind]
    if not groups:
        return "false", []
    if all(group.terms for group in groups):
        return "f.term IN (SELECT unnest(?::INTEGER[]))", [
            [term for group in groups for term in group.terms or ()]
        ]
    first, last = min(group.first for group in groups), max(group.last for group in groups)
    return "f.term > ? AND f.term < ?", [first - 1, last + 1]
