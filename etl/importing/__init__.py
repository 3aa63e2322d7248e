"""Bring documents into the ledger: files, folders, ZIP archives, uploads.

    for outcome in import_sources(ledger, sources_below(paths), who="张三"):
        ...   # one Outcome a document, as it is done: for progress

Hostile files are read in a process of their own with limits of time and memory (etl.importing.isolation).
It needs no ledger: names load what they need when they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.importing.bring import import_sources, outdated, reextract
    from etl.importing.outcome import Outcome
    from etl.importing.source import Source
    from etl.importing.sources import sources_below, sources_of_upload

_IN = {
    "bring": ("import_sources", "outdated", "reextract"),
    "outcome": ("Outcome",),
    "source": ("Source",),
    "sources": ("sources_below", "sources_of_upload"),
}
_HOMES = {name: f"etl.importing.{home}" for home, names in _IN.items() for name in names}
__all__ = [
    "Outcome",
    "Source",
    "import_sources",
    "outdated",
    "reextract",
    "sources_below",
    "sources_of_upload",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
