"""What a request asks: read from its address and checked, so that a slip is an error, not another answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.address import BadAddress, filters_of, indicators_of, one_of
from dashboard.data.store import Published
from dashboard.numbers import number_in_address
from dashboard.queries import Filters
from dashboard.words import MEASURES

LIMIT, AFTER, FORMAT = "limit", "after", "format"
COMMON = (LIMIT, AFTER, FORMAT)
BY_DEFAULT, MOST = 1_000, 10_000  # rows of a page
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
}


class Outdated(Exception):
    """A page is asked for that follows one of another version of the data; the message is Chinese."""


@dataclass(frozen=True)
class Question:
    """Which rows, from where on, and how many at most."""

    filters: Filters = Filters()
    indicators: tuple[str, ...] = ()
    report: str = ""
    measure: str = ""
    start: int = 0
    limit: int = BY_DEFAULT
    address: str = ""
    """By which the program knows this server: permalinks begin with it."""


def read_question(
    published: Published, asked: Mapping[str, Sequence[str]], taken: Sequence[str], address: str = ""
) -> Question:
    """The question of an address; `taken` are the parameters that the resource takes beside the common ones.

    Raises BadAddress, Outdated.
    """
    for name in asked:
        if name not in taken and name not in COMMON:
            there = "、".join((*taken, *COMMON))
            raise BadAddress(f"没有参数“{name}”；可用的有：{there}")
    return Question(
        filters=filters_of(published, asked)[0],
        indicators=indicators_of(published, asked.get("indicator", ())),
        report=_once("report", asked) or "",
        measure=one_of("measure ", asked.get("measure", ()), MEASURES, ""),
        start=_start(published, _once(AFTER, asked)),
        limit=_limit(_once(LIMIT, asked)),
        address=address,
    )


def form_of(asked: Mapping[str, Sequence[str]], accepted: str) -> str:
    """The form of the answer, a key of FORMATS: what the address says, else what the program accepts."""
    if said := asked.get(FORMAT, ()):
        return one_of("format ", said, {form: form for form in FORMATS}, "json")
    wanted = [part.partition(";")[0].strip().lower() for part in accepted.split(",")]
    by_type = {kind: form for form, kind in FORMATS.items()}
    return next((by_type[kind] for kind in wanted if kind in by_type), "json")


def data_version(published: Published) -> str:
    """The name of the version in service, without its suffix: date and hash."""
    return published.name.removesuffix(".duckdb")


def place_after(published: Published, start: int) -> str:
    """What the address of the next page says in `after`: a place, and the version in which it is one."""
    return f"{start}.{data_version(published).rpartition('-')[2]}"


def _start(published: Published, said: str | None) -> int:
    if said is None:
        return 0
    place, _, version = said.partition(".")
    start = number_in_address(place)
    if start is None or start < 0 or not version:
        raise BadAddress(f"{AFTER} 要用上一页给出的 next，不能自己写")
    if said != place_after(published, start):
        raise Outdated(f"数据已更新为 {data_version(published)}，前后两页会对不上。请从头取")
    return start


def _limit(said: str | None) -> int:
    limit = BY_DEFAULT if said is None else number_in_address(said)
    if limit is None or not 1 <= limit <= MOST:
        raise BadAddress(f"{LIMIT} 要 1 到 {MOST} 的整数")
    return limit


def _once(name: str, asked: Mapping[str, Sequence[str]]) -> str | None:
    said = asked.get(name, ())
    if len(said) > 1 or "" in said:
        raise BadAddress(f"{name} 只能说一次，也不能为空")
    return said[0] if said else None
