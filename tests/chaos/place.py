"""Where it happens: a data folder, a ledger, published versions, backups and journals."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from etl.ledger import Ledger, open_ledger
from etl.publishing.build import Folders, build
from tests.datafolder import DataFolder
from tests.ledgers import TEXT, bring

DISK = "300m"
AT_HAND = 4  # reports, so that reviewers find work at once


@dataclass(frozen=True)
class Place:
    """Processes get it as it is. `disk` holds ledger and versions; `small`: it is one that can be filled.
    `dump` and `load` are PostgreSQL's programs, empty for SQLite; `address`: of the dashboard, if served."""

    root: Path
    disk: Path
    ledger: str
    small: bool
    dump: str = ""
    load: str = ""
    address: str = ""

    @property
    def is_sqlite(self) -> bool:
        return not self.dump

    @property
    def folders(self) -> Folders:
        return Folders(self.root / "data", self.root / "reports", self.disk / "published")

    @property
    def journals(self) -> Path:
        return self.root / "journals"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    def enter(self) -> None:
        """Make this the place of the process, as the environment names it."""
        address = (
            {"LEDGER": self.ledger, "DATABASE_URL": ""} if self.is_sqlite else {"DATABASE_URL": self.ledger}
        )
        folders = self.folders
        os.environ |= address | {
            "DATA_DIR": str(folders.data), "REPORTS_DIR": str(folders.reports),
            "PUBLISHED_DIR": str(folders.published), "LOCAL_USER": "on",
        }  # fmt: skip

    def open(self) -> Ledger:
        return open_ledger(self.ledger)


def prepare(root: Path, server=None) -> Place:
    """Make a place below `root`; with a PostgreSQL `server` (tests.postgres) the ledger is there."""
    data = DataFolder(root)
    year = {"year": "2019", "period_start": "2019-01-01", "period_end": "2019-12-31"}
    data.add_report("yunling-2019", **year)
    data.add_figures("yunling-2019", {})
    disk = root / "disk"
    for folder in (disk, root / "journals", root / "backups"):
        folder.mkdir()
    small = _mount(disk)
    build(Folders(data.data, data.reports, disk / "published"))  # visitors find something from the start
    if server is None:
        place = Place(root, disk, str(disk / "ledger" / "ledger.sqlite"), small)
    else:
        tools = server.binaries
        address = server.new_database()
        place = Place(root, disk, address, small, str(tools / "pg_dump"), str(tools / "pg_restore"))
    ledger = place.open()
    for year in range(2010, 2010 + AT_HAND):
        period = {"year": year, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        bring(ledger, TEXT.replace("2024", str(year)), **period)
    ledger.close()
    return place


def clear(place: Place) -> None:
    """Let go of the disk."""
    if place.small:
        subprocess.run(["umount", "--lazy", str(place.disk)], check=True)


def _mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
