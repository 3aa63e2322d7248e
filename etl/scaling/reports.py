"""What a lake gives to a build: the reports that may be published, by what their documents say of them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from etl.data.rows import AgencyRow, ReportRow
from etl.engine.errors import InvalidData
from etl.engine.model import Document, ReportContext
from etl.importing.proposals import completed, possible, propose
from etl.ledger.metadata import agency_row, identity, missing, report_row, to_confirm
from etl.ledger.registered import Registered
from etl.scaling.lake import Lake
from etl.scaling.tables import FIGURES, SAID

_CONTEXT = tuple(name for name in SAID if name not in ("url", "guessed"))


@dataclass
class LakeReports:
    """The reports of a lake. `guessed`: publish, too, what the program guessed and nobody has confirmed.

    After `rows` has been walked `agencies` has who reports; `left_out`: how many were not given, by why.
    """

    lake: Lake
    guessed: bool = False
    agencies: dict[str, AgencyRow] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    example: dict[str, str] = field(default_factory=dict)

    def fingerprint(self) -> str:
        """A hash of all that counts in the lake: that what does not is tidied away changes nothing."""
        names = self.lake.counting()
        return hashlib.sha256(json.dumps([self.lake.id, self.guessed, names]).encode()).hexdigest()

    def check(self, files: set[str]) -> None:
        """Raises InvalidData where figures' files that count are gone."""
        gone = sorted(files - set(self.lake.place.names(FIGURES)))
        if gone:
            said = f"少了 {len(gone)} 个数字文件（如 {gone[0]}），请先再运行一次 extract 补上"
            raise InvalidData(f"{self.lake.place.address}：数据湖{said}")

    def rows(
        self,
        documents: Iterable[dict[str, Any]],
        registered: Registered,
        known: set[tuple[str, ...]],
        names: set[str],
    ) -> Iterator[tuple[ReportRow, str]]:
        """Yield the reports, each with the file of its figures.

        `documents`: what counts of each, in order; `known`, `names`: the reports that are published from
        elsewhere, and better known there.
        """
        for row in documents:
            report = self._report(row, registered, known, names)
            if isinstance(report, str):
                self.left_out[report] += 1
                self.example.setdefault(report, row["document"])
            else:
                yield report, row["file"]

    def _report(
        self, row: dict[str, Any], registered: Registered, known: set[tuple[str, ...]], names: set[str]
    ) -> ReportRow | str:
        """The line of reports.csv that the document makes, or why there is none."""
        if row["trouble"]:
            return "没有读成"
        if row["report_id"] in names:
            return "同名的报告已经发布"
        names.add(row["report_id"])
        said = self._known(row, registered)
        if identity(said) in known:
            return "已由 data/ 或台账发布"
        try:
            agency = self.agencies.get(said["agency"]) or agency_row(said)
            report = _line_of(said, row)
        except ValidationError:
            return "、".join(missing(said))
        if to_confirm(said):
            return "、".join(missing(said))
        if agency.adcode != said["adcode"]:
            where = f"{agency.adcode} 和 {said['adcode']}"
            return f"{agency.agency} 在两个地区（{where}）都有，请在 data/agencies.csv 登记全称"
        self.agencies[agency.agency] = agency
        return report

    def _known(self, row: dict[str, Any], registered: Registered) -> dict[str, Any]:
        context = ReportContext(**{name: row[name] for name in _CONTEXT}, guessed=json.loads(row["guessed"]))
        document = Document(
            "", row["document"], title=row["title"], published=row["published"], url=row["url"]
        )
        said = completed(possible(propose(document, context, registered)), registered)
        return said | {"guessed": {}} if self.guessed else said

    def warnings(self) -> list[str]:
        """A sentence for each reason to leave reports out, the most frequent first."""
        said = [
            f"数据湖中有 {count} 份报告没有发布：{why}（如 {self.example[why]}）"
            for why, count in self.left_out.most_common()
        ]
        guesses = any("待确认" in why for why in self.left_out)
        return said + (["程序猜的机构、年份等核对过后，可加 --guessed 一起发布"] if guesses else [])


def _line_of(said: dict[str, Any], row: dict[str, Any]) -> ReportRow:
    """The report's line, without its document where no file may be called so. Raises ValidationError."""
    try:
        return report_row(said, row["report_id"], row["document"], row["sha256"])
    except ValidationError:
        return report_row(said, row["report_id"])
