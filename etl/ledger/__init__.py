"""The ledger: documents, what was found in them, and every decision that a person took about it.

It survives rebuilds: what is published is made from it and can be made again, the ledger cannot.
SQLite in WAL mode at LEDGER (by default ledger/ledger.sqlite below DATA_DIR), or PostgreSQL at
DATABASE_URL. `open_ledger()` gives a `Ledger`; the functions of the modules here take it first:

    reports     what was imported: list, describe (correct the metadata), withdraw, original file
    review      one document with every numeral in its present state
    decisions   accept, edit, reject, promote, add, undo: append-only, safe for several reviewers
    doubts      which figures to look at first, and which can be accepted together
"""

from etl.ledger.connect import Ledger, ledger_at_hand, open_ledger

__all__ = ["Ledger", "ledger_at_hand", "open_ledger"]
