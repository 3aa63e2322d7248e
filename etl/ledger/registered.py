"""What data/ knows already of agencies and reports, so that a new document finds its place among them."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.data.datafiles import load_data
from etl.data.problems import Problems
from etl.data.rows import AgencyRow, ReportRow
from etl.data.rules import data_folder, rulebook
from etl.engine.identify.alike import same_agency
from etl.engine.identify.places import division_of
from etl.engine.identify.trades import trade_of
from etl.engine.rulebook import Rulebook
from etl.ledger.metadata import identity

_DIVISION = ("adcode", "province", "city", "district", "level")


@dataclass(frozen=True)
class Registered:
    """Agencies by name, and reports by what makes them one (etl.ledger.metadata.IDENTITY)."""

    agencies: dict[str, AgencyRow] = field(default_factory=dict)
    reports: dict[tuple[str, ...], ReportRow] = field(default_factory=dict)
    folder: Path = field(default_factory=data_folder)

    @cached_property
    def _rules(self) -> Rulebook:
        return rulebook(self.folder)

    def called(self, name: str, adcode: str) -> str:
        """The registered agency there that the name, full or short, calls; "" if none or several."""
        if name in self.agencies:
            return name
        here = [row.agency for row in self.agencies.values() if adcode and row.adcode == adcode]
        found = [agency for agency in here if same_agency(self._rules, name, agency)]
        return found[0] if name and len(found) == 1 else ""

    def anywhere(self, name: str) -> str:
        """The one registered agency that the name can be short for; "" if none or several."""
        if name in self.agencies:
            return name
        found = [agency for agency in self.agencies if same_agency(self._rules, name, agency)]
        return found[0] if name and len(found) == 1 else ""

    def are_two(self, one: str, other: str) -> bool:
        """Whether two names are surely those of two agencies: of other places, or of other trades there."""
        if not (one and other) or same_agency(self._rules, one, other):
            return False
        about = [self.about_agency(name) for name in (one, other)]
        told = [[said.get(name) for name in (*_DIVISION, "trade")] for said in about]
        return told[0] != told[1]

    def about_agency(self, agency: str) -> dict[str, Any]:
        """Division, level and trade of an agency: as registered, else as its name tells.

        Of a division that no table has only what the name states is given.
        """
        if not agency:
            return {}
        if row := self.agencies.get(agency):
            return {name: getattr(row, name) for name in (*_DIVISION, "trade")}
        division, _ = division_of(self._rules, agency)
        told = {name: getattr(division, name) for name in _DIVISION} | {
            "trade": trade_of(self._rules, agency)
        }
        return told if division.adcode else {name: value for name, value in told.items() if value}


def registered(folder: Path | None = None) -> Registered:
    """Read what the data folder (DATA_DIR) knows; its mistakes are for `verify` to tell, not for this."""
    data = load_data(folder or data_folder(), Problems())
    reports = {}
    for report in data.reports.values():
        if known := identity(report.model_dump(mode="json")):
            reports[known] = report
    return Registered(data.agencies, reports, data.folder)
