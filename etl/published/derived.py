"""What is worked out from the figures of a published file, step by step."""

from collections.abc import Callable
from functools import partial

from duckdb import DuckDBPyConnection

from etl.published import checks, counts, headline, likeness, outliers, places, search_index, search_names
from etl.published.definitions import Definitions


def steps(definitions: Definitions) -> dict[str, Callable[[DuckDBPyConnection], None]]:
    """The steps by name, in their order: most of them look back at the headlines."""
    return {
        "headline": partial(headline.fill, rules=definitions.parts),
        "checks": partial(checks.fill, definitions=definitions),
        "likeness": likeness.fill,
        "counts": counts.fill,
        "outliers": outliers.fill,
        "places": places.fill,
        "search_index": search_index.fill,
        "search_names": partial(search_names.fill, synonyms=definitions.synonyms),
    }
