"""Ledgers to test with: each test that takes `ledger` runs on SQLite and on PostgreSQL."""

import pytest

from etl.ledger import open_ledger


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request, tmp_path):
    """Where an empty ledger can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger" / "ledger.sqlite")
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def ledger(address):
    """An empty ledger."""
    opened = open_ledger(address)
    yield opened
    opened.close()
