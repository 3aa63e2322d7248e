"""A file that is to be imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One file to import: its name as given (in an archive: archive.zip/folder/name), and its bytes.

    `trouble` says why there are none (missing, too large, a link in an archive, …).
    """

    name: str
    data: bytes = b""
    trouble: str = ""
