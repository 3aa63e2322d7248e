"""What became of a file that was to be imported."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.ledger.items import Report
from etl.ledger.metadata import label_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `result`:

    imported     new in the ledger
    new_version  a newer version of a report that was there (`supersedes` has its number)
    known        the same text is there already: nothing was done
    refused      `message` says what is wrong with which file and what to do
    `report` is its number in the ledger (None if refused); `missing` what must be filled in by hand.
    """

    name: str
    result: str
    message: str
    report: int | None = None
    supersedes: int | None = None
    missing: tuple[str, ...] = ()


def refused(name: str, message: str) -> Outcome:
    """The file could not be imported."""
    return Outcome(name, "refused", message)


def known(name: str, report: Report) -> Outcome:
    """The same text is in the ledger."""
    aside = "，该报告已撤下，可在导入页恢复" if report.withdrawn else ""
    said = f"{name}：与已有的“{label_of(report)}”（{report.report_id}）文字相同，没有重复导入{aside}"
    return Outcome(name, "known", said, report.id, missing=report.missing)


def imported(name: str, report: Report, warnings: Iterable[str] = ()) -> Outcome:
    """The file is in the ledger now, alone or as the newer version of a report.

    `warnings`: what its reader is not sure of, or could not read.
    """
    said = f"{name}：{label_of(report)}，{report.figures} 个数字待核对"
    if report.missing:
        said += f"；发布前请补充或确认：{'、'.join(report.missing)}"
    said += "".join(f"；请注意：{each}" for each in warnings)
    if report.supersedes is not None and report.current:
        said += f"；作为 {report.report_id} 的第 {report.version} 版，旧版保留"
        return Outcome(name, "new_version", said, report.id, report.supersedes, report.missing)
    return Outcome(name, "imported", said, report.id, missing=report.missing)
