"""Clocks that are wrong: each process of a storm has its own, up to ten years off."""

from datetime import UTC, datetime, timedelta

import etl.ledger.decisions
import etl.ledger.intake
import etl.ledger.reports
import etl.publishing.build
import etl.publishing.history
import etl.publishing.versions


def jump(days: float) -> None:
    """From now on this process lives so many days off."""
    off = timedelta(days=days)

    class Wrong(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + off

    for module in (etl.publishing.build, etl.publishing.history, etl.publishing.versions):
        module.datetime = Wrong

    def now() -> str:
        return (datetime.now(UTC) + off).isoformat(timespec="seconds")

    for module in (etl.ledger.decisions, etl.ledger.intake, etl.ledger.reports):
        module.now = now
