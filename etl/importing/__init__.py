"""Bring documents into the ledger: files, folders, ZIP archives, uploads.

    for outcome in import_sources(ledger, sources_below(paths), who="张三"):
        ...   # one Outcome a document, as it is done: for progress

Hostile files are read in a process of their own with limits of time and memory (etl.importing.isolation).
"""

from etl.importing.bring import import_sources, outdated, reextract
from etl.importing.outcome import Outcome
from etl.importing.source import Source
from etl.importing.sources import sources_below, sources_of_upload

__all__ = [
    "Outcome",
    "Source",
    "import_sources",
    "outdated",
    "reextract",
    "sources_below",
    "sources_of_upload",
]
