"""Bring the ledger's tables up to date, with Alembic, in one transaction that other openers wait for.

Alembic rather than a runner of our own: operators know it, one migration serves both databases, and a
test can ask it whether the migrations and etl/ledger/schema.py agree.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from etl.ledger.errors import LedgerUnavailable
from etl.ledger.schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = 7_265_031  # any number that nothing else in the database locks


def is_up_to_date(connection: Connection) -> bool:
    """Whether the newest migration has run. A question without Alembic: it takes 0.2 s to load."""
    return _version(connection) == HEAD


def known_versions() -> set[str]:
    """The versions of the tables that this program can bring up to date, the newest included."""
    return {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def migrate(connection: Connection, address: str) -> None:
    """Run what is missing; the connection is in a transaction that may write.

    Raises LedgerUnavailable where a newer program has been at the ledger.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_up_to_date(connection):  # another process was first
        return
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(_config(connection), "head")
    except CommandError as error:
        raise LedgerUnavailable(
            f"台账 {address} 由更新版本的程序写成（{_version(connection)}），请先升级程序；台账没有改动"
        ) from error


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
