"""A place where people work: an invented data folder, a ledger, a published version, all of its own."""

from pathlib import Path

from sqlalchemy import update

from etl.ledger import open_ledger
from etl.ledger.review import open_review
from etl.ledger.rowsof import read_found
from etl.ledger.schema import extractions
from etl.ledger.states import dump, key_of
from etl.publishing.build import build
from tests.datafolder import DISTRICT, DataFolder
from tests.ledgers import TEXT, bring


class Workplace:
    """`environment` is what a server needs to serve it."""

    def __init__(self, root: Path) -> None:
        self.data = DataFolder(root)
        self.data.add_report("yunling-2024")
        penalties = {"printed": "9件", "value": "9", "unit": "件", "indicator": "penalties"}
        self.data.add_figures("yunling-2024", {}, penalties)
        build(self.data.folders)
        self.published = self.data.folders.published
        self.ledger_path = root / "ledger.sqlite"
        self.ledger = open_ledger(str(self.ledger_path))
        self.environment = {
            "DATA_DIR": str(self.data.data),
            "REPORTS_DIR": str(self.data.reports),
            "LEDGER": str(self.ledger_path),
            "DATABASE_URL": "",
        }

    def bring(self, year: int, text: str = TEXT, **corrections) -> int:
        """Put a report of the city for a year of its own into the ledger; gives its number."""
        period = {"year": year, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        return bring(self.ledger, text.replace("2024", str(year)), **period, **corrections).id

    def bring_district(self, year: int) -> int:
        """A report of the district, with figures that no other has."""
        text = (
            "云岭市青禾区应急管理局2024年度行政执法工作报告\n一、执法\n"
            "全年检查企业340家次，作出行政处罚26件，罚款8.2万元。\n"
        )
        names = ("agency", "adcode", "province", "city", "district", "level")
        return self.bring(year, text, **{name: DISTRICT[name] for name in names})

    def review(self, report: int):
        return open_review(self.ledger, report)

    def key(self, report: int, printed: str) -> str:
        """The key of the numeral that is printed so."""
        return next(item.key for item in self.review(report).items if item.fields["printed"] == printed)

    def change_found(self, report: int, key: str, **fields) -> None:
        """Make the program say something else of a numeral, as an engine with a fault would."""
        with self.ledger.writing() as connection:
            found = read_found(connection, report)
            figures = [state for state in found if state["status"] != "rejected"]
            for state in figures:
                if key_of(state["start"], state["end"]) == key:
                    state |= fields
            stored = extractions.c.report == report
            connection.execute(update(extractions).where(stored).values(figures=dump(figures)))

    def states(self, report: int) -> dict[str, tuple[str, str]]:
        """By what is printed: status and indicator of each numeral."""
        return {
            item.fields["printed"]: (item.status, item.fields.get("indicator", ""))
            for item in self.review(report).items
        }
