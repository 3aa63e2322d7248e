"""Campaigns told of again by less than their name: 行动期间, 夏季行动 of 夏季治安打击整治行动."""

import re

FAR = 600  # characters in which 行动中 is of the campaign named last
REFERS = re.compile("(?:此次|本次|这次|该|整个)?(?:专项|集中)?$")
GOES_ON = re.compile("(?:[”』])?(?:期间|以来|开展|启动|中(?![心队央])|共|累计|已)")
LEAST = 2  # characters by which a name is longer than its short form
MOST = 50  # names that are kept


class Known:
    """The campaigns that a text has named so far; of many those named last."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}  # where each was named last

    def full(self, name: str, place: int) -> str:
        """Note the name; return the one before that it shortens, by its beginning and end, else itself."""
        full = next((known for known in self.names if _shortens(name, known)), name)
        self.names.pop(full, None)
        self.names[full] = place
        if len(self.names) > MOST:
            del self.names[next(iter(self.names))]
        return full

    def meant(self, clause: str, following: str, place: int) -> str:
        """Return the campaign that a bare 行动, 整治 or the like means, else "".

        `clause`: the words before it in its clause, `following`: those behind it.
        """
        if not self.names or not REFERS.match(clause) or not GOES_ON.match(following):
            return ""
        name, told = max(self.names.items(), key=lambda each: each[1])
        return name if place - told < FAR else ""


def _shortens(name: str, known: str) -> bool:
    """Whether the letters of a name stand in order in a longer one that begins and ends alike."""
    if len(known) - len(name) < LEAST or name[-2:] != known[-2:]:
        return False
    letters = iter(known)
    return (name[:2] in known) and all(letter in letters for letter in name)
