"""Published versions: see what a new one would change, put it into service, put an earlier one back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.build import Folders


@dataclass(frozen=True)
class Version:
    """One published file. `title` is what someone called it; `who` put it into service last."""

    name: str
    built_at: str
    reports: int
    figures: int
    intact: bool
    in_service: bool
    title: str = ""
    who: str = ""
    since: str = ""


@dataclass(frozen=True)
class Change:
    """How many figures of one indicator ("" for none) are added, changed and removed."""

    indicator: str
    name_zh: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Preview:
    """A version made and checked, not in service. `changes` by indicator; `rows` the figures themselves
    as dicts (change: added | changed | removed, report_id, agency, year, indicator, printed, before, after)."""

    path: Path
    against: str
    changes: list[Change]
    rows: list[dict]
    warnings: list[str]
    reports: int
    figures: int
    unchanged: bool


def prepare(folders: Folders, *, unreviewed: bool = False, ledger=None) -> Preview:
    """Make and check the next version without putting it into service. Raises InvalidData, PublishFailed."""
    raise NotImplementedError


def publish(folders: Folders, preview: Preview, who: str, title: str = "", now: datetime | None = None) -> Version:
    """Put exactly the previewed version into service, in one step. Raises PublishFailed if it is gone or
    someone has published another since."""
    raise NotImplementedError


def list_versions(folders: Folders) -> list[Version]:
    """All versions that are kept, newest first."""
    raise NotImplementedError


def put_back(folders: Folders, name: str, who: str) -> Version:
    """Put an earlier version into service again. Raises PublishFailed if it is damaged or unknown."""
    raise NotImplementedError
