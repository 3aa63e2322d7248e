"""What several modules do with matches."""

import re
from collections.abc import Iterator


def sure(match: re.Match | None) -> re.Match:
    """Return the match of an expression that fits everywhere, be it to nothing."""
    assert match is not None
    return match


def last(matches: Iterator[re.Match]) -> re.Match | None:
    """Return the last of `matches`, or None."""
    found = None
    for match in matches:
        found = match
    return found
