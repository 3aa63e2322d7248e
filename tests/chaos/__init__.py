"""Everything at once while everything breaks; afterwards nothing that was confirmed may be gone.

`make chaos MINUTES=10` runs it at length, `tests/chaos/test_chaos.py` for some seconds in every test run:

    place      where it happens: data, ledger (SQLite or PostgreSQL), versions, backups
    actors     what goes on: an importer, two reviewers, a publisher, backups, visitors; a process each
    journal    what each of them was told is done, on disk before it goes on: the other side of the account
    storm      what breaks: processes are killed, disks fill, clocks jump, connections drop
    account    holds the ledger, the versions and the backups against the journals
"""
