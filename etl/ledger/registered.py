"""What data/ knows already of agencies and reports, so that a new document finds its place among them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.data.datafiles import load_data
from etl.data.problems import Problems
from etl.data.rows import AgencyRow, ReportRow
from etl.data.rules import data_folder, rulebook
from etl.engine.identify.divisions import find_division
from etl.engine.identify.trades import trade_of
from etl.ledger.metadata import identity

_DIVISION = ("adcode", "province", "city", "district", "level")


@dataclass(frozen=True)
class Registered:
    """Agencies by name, and reports by what makes them one (etl.ledger.metadata.IDENTITY)."""

    agencies: dict[str, AgencyRow] = field(default_factory=dict)
    reports: dict[tuple[str, ...], ReportRow] = field(default_factory=dict)
    folder: Path = field(default_factory=data_folder)

    def about_agency(self, agency: str) -> dict[str, Any]:
        """Division, level and trade of an agency: as registered, else as its name tells.

        Of a division that no table has only what the name states is given.
        """
        if not agency:
            return {}
        if row := self.agencies.get(agency):
            return {name: getattr(row, name) for name in (*_DIVISION, "trade")}
        rules = rulebook(self.folder)
        division, _ = find_division(rules, agency)
        told = {name: getattr(division, name) for name in _DIVISION} | {"trade": trade_of(rules, agency)}
        return told if division.adcode else {name: value for name, value in told.items() if value}


def registered(folder: Path | None = None) -> Registered:
    """Read what the data folder (DATA_DIR) knows; its mistakes are for `verify` to tell, not for this."""
    data = load_data(folder or data_folder(), Problems())
    reports = {identity(report.model_dump(mode="json")): report for report in data.reports.values()}
    return Registered(data.agencies, reports, data.folder)
