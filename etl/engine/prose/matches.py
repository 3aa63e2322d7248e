"""What several modules do with matches."""

import re
from collections.abc import Iterator


def last(matches: Iterator[re.Match]) -> re.Match | None:
    """Return the last of `matches`, or None."""
    found = None
    for match in matches:
        found = match
    return found
