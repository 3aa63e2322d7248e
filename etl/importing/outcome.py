"""What became of a file that was to be imported."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.ledger.items import Arrived, Report
from etl.ledger.metadata import FIELDS, label_of

NAMED = 3  # other reports, in one message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `result`:

    imported     new in the ledger
    new_version  a newer version of a report that was there (`supersedes` has its number)
    known        the same text is there already: nothing was done
    refused      `message` says what is wrong with which file and what to do
    `report` is its number in the ledger (None if refused); `missing` what must be filled in by hand; `noted`:
    the message tells of something else that a person is to look at.
    """

    name: str
    result: str
    message: str
    report: int | None = None
    supersedes: int | None = None
    missing: tuple[str, ...] = ()
    noted: bool = False


def refused(name: str, message: str) -> Outcome:
    """The file could not be imported."""
    return Outcome(name, "refused", message)


def known(name: str, report: Report) -> Outcome:
    """The same text is in the ledger."""
    aside = "，该报告已撤下，可在导入页恢复" if report.withdrawn else ""
    said = f"{name}：与已有的“{label_of(report)}”（{report.report_id}）文字相同，没有重复导入{aside}"
    return Outcome(name, "known", said, report.id, missing=report.missing)


def imported(
    name: str,
    report: Report,
    warnings: Iterable[str] = (),
    arrived: Arrived = Arrived(),  # noqa: B008 - it is never changed
    inherited: Iterable[str] = (),
) -> Outcome:
    """The file is in the ledger now, alone or as the newer version of a report.

    `warnings`: what its reader is not sure of, or could not read; `inherited`: what was taken over from what
    people corrected of the version before.
    """
    said = f"{name}：{label_of(report)}，{report.figures - report.reviewed} 个数字待核对"
    if not report.figures:
        said = (
            f"{name}：{label_of(report)}，没有读到数字；若文件里有，请核对它的文字和表格，或换一种格式再导入"
        )
    if report.missing:
        said += f"；发布前请补充或确认：{'、'.join(report.missing)}"
    noted = [f"；请注意：{each}" for each in warnings]
    said += "".join(noted)
    if arrived.namesakes:
        others = "、".join(f"“{each}”" for each in arrived.namesakes[:NAMED])
        if len(arrived.namesakes) > NAMED:
            others += f"等 {len(arrived.namesakes)} 份报告"
        said += (
            f"；与{others}的机构、类型、期间相同，文字不像，没有当作它的新版；若是新版，请在导入页并为一份"
        )
    if arrived.before is not None and report.current:
        said += _superseding(report, arrived.before, arrived.carried, inherited)
        return Outcome(name, "new_version", said, report.id, report.supersedes, report.missing, True)
    asks = bool(noted or arrived.namesakes) or not report.figures
    return Outcome(name, "imported", said, report.id, missing=report.missing, noted=asks)


def _superseding(report: Report, before: Report, carried: int, inherited: Iterable[str]) -> str:
    said = f"；作为 {report.report_id} 的第 {report.version} 版，取代“{before.file_name}”，旧版保留"
    if before.reviewed:
        said += f"；旧版已核对 {before.reviewed} 个，文字未变的决定沿用了 {carried} 个"
    if before.reviewed and report.reviewed < report.figures:
        said += "，其余核对完之前仍发布旧版"
    if corrected := [FIELDS[each] for each in inherited if each in FIELDS]:
        said += f"；沿用了对旧版的更正：{'、'.join(corrected)}"
    return f"{said}；若不是同一份报告，请在导入页分开"
