"""What was imported: list it, correct what is known of it, set it aside."""

from typing import Any

from sqlalchemy import Connection, select, update

from etl.ledger.carry import carry_over, give_back
from etl.ledger.chain import namesakes, place, settle
from etl.ledger.connect import Ledger
from etl.ledger.errors import ConflictingDecision, InvalidDecision, UnknownReport
from etl.ledger.fold import ABOUT_THE_REPORT
from etl.ledger.items import Arrived, Decision, Report
from etl.ledger.metadata import checked
from etl.ledger.registered import Registered, registered
from etl.ledger.rowsof import REPORTS, now, read_decisions, read_report, report_of, write_decision
from etl.ledger.schema import documents, files, reports

_DONE = {"describe": "修改了报告信息", "withdraw": "撤下了这份报告", "restore": "恢复了这份报告"}


def list_reports(ledger: Ledger, *, all_versions: bool = False) -> list[Report]:
    """The current reports, newest import first; with `all_versions` the superseded and withdrawn too."""
    chosen = REPORTS.order_by(reports.c.id.desc())
    if not all_versions:
        chosen = chosen.where(reports.c.current)
    with ledger.reading() as connection:
        return [report_of(row) for row in connection.execute(chosen)]


def get_report(ledger: Ledger, report: int) -> Report:
    """One report by its number. Raises UnknownReport."""
    with ledger.reading() as connection:
        return read_report(connection, report)


def arrived_as(ledger: Ledger, report: Report) -> Arrived:
    """How a document that was just taken in stands to those that were there."""
    with ledger.reading() as connection:
        before = read_report(connection, report.supersedes) if report.supersedes else None
        carried = sum(d.action == "carry" for d in read_decisions(connection, report.id))
        others = (read_report(connection, each) for each in namesakes(connection, report.id))
        return Arrived(before, carried, tuple(each.known["title"] or each.report_id for each in others))


def original_file(ledger: Ledger, report: int) -> tuple[str, bytes]:
    """The file as it was imported: its name and its bytes. Raises UnknownReport."""
    chosen = (
        select(documents.c.file_name, files.c.content)
        .join(files, files.c.sha256 == documents.c.file_sha256)
        .join(reports, reports.c.document == documents.c.sha256)
        .where(reports.c.id == report)
    )
    with ledger.reading() as connection:
        row = connection.execute(chosen).one_or_none()
    if row is None:
        raise UnknownReport(f"台账中没有编号为 {report} 的报告")
    return row.file_name, bytes(row.content)


def describe(
    ledger: Ledger,
    report: int,
    changes: dict[str, Any],
    who: str,
    based_on: int,
    known_names: Registered | None = None,
) -> Report:
    """Correct REPORT_FIELDS; the change is a decision like any other.

    A new agency brings its division and trade with it where they are known and not given. A report that
    thereby has the agency, kind and period of another becomes a version of it, in the order of import.
    The figures stand until `importing.reextract` is run. `known_names` spares reading data/ again.
    Raises InvalidDecision (a value that cannot be, in Chinese), ConflictingDecision, UnknownReport.
    """
    known_names = registered() if known_names is None else known_names
    if changes.get("agency"):
        changes = known_names.about_agency(changes["agency"].strip()) | changes
    with ledger.writing() as connection:
        stored = read_report(connection, report, lock=True)
        known = checked(stored.known, changes)
        changed = {name: value for name, value in known.items() if value != stored.known[name]}
        if not changed:
            return stored
        _refuse_conflict(connection, stored, set(changed), based_on)
        before = {name: stored.known[name] for name in changed}
        _append(connection, stored, "describe", who, before, changed)
        place(connection, report, known, known_names)
        _carry(connection, stored, report, who)
        return read_report(connection, report)


def join(ledger: Ledger, report: int, who: str, based_on: int) -> Report:
    """Say that a report and those of the same agency, kind and period are versions of one; gives the latest.

    Where one of them was said to be apart, that is taken back. Raises as `describe` does, and
    InvalidDecision where there is nothing to join.
    """
    with ledger.reading() as connection:
        others = [read_report(connection, each) for each in namesakes(connection, report)]
    apart = [each for each in others if each.known["version_of"] == "apart"]
    joined = describe(ledger, report, {"version_of": "same"}, who, based_on)
    for each in apart:
        joined = describe(ledger, each.id, {"version_of": "same"}, who, each.revision)
    names = {get_report(ledger, each).report_id for each in (report, *(other.id for other in others))}
    if len(names) > 1 or not others:
        raise InvalidDecision("没有并为一份：没有机构、类型、期间相同的另一份报告，请先看报告信息")
    return joined


def _carry(connection: Connection, before: Report, report: int, who: str) -> None:
    """Decisions come along where the document has become a version of another, and go where it is none."""
    after = read_report(connection, report)
    if after.report_id == before.report_id:
        return
    if before.supersedes is not None:
        give_back(connection, report, who)
    newer = select(reports.c.id).where(reports.c.supersedes == report)
    for each in (report, *connection.execute(newer).scalars()):
        carry_over(connection, each)


def withdraw(ledger: Ledger, report: int, who: str, reason: str, based_on: int) -> Report:
    """Set a report aside: it is kept and no longer published; the version before it counts again."""
    if not reason.strip():
        raise InvalidDecision("请写明为什么撤下这份报告")
    return _set_aside(ledger, report, True, "withdraw", who, reason, based_on)


def restore(ledger: Ledger, report: int, who: str, based_on: int) -> Report:
    """Bring a withdrawn report back."""
    return _set_aside(ledger, report, False, "restore", who, "", based_on)


def _set_aside(
    ledger: Ledger, report: int, withdrawn: bool, action: str, who: str, reason: str, based_on: int
) -> Report:
    with ledger.writing() as connection:
        stored = read_report(connection, report, lock=True)
        if stored.withdrawn == withdrawn:
            return stored
        _refuse_conflict(connection, stored, {"withdrawn"}, based_on)
        after = {"withdrawn": withdrawn, "reason": reason}
        _append(connection, stored, action, who, {"withdrawn": not withdrawn}, after)
        connection.execute(update(reports).where(reports.c.id == report).values(withdrawn=withdrawn))
        settle(connection, stored.report_id)
        return read_report(connection, report)


def _refuse_conflict(connection: Connection, stored: Report, names: set[str], based_on: int) -> None:
    """Raise ConflictingDecision where one of these fields has been changed since `based_on`."""
    for decision in reversed(read_decisions(connection, stored.id)):
        if decision.revision <= based_on:
            return
        if decision.key == ABOUT_THE_REPORT and names & set(decision.after or ()):
            said = f"{decision.who} 已于 {decision.at[11:16]}（UTC）{_DONE[decision.action]}，请先看过再改"
            raise ConflictingDecision(said, decision)


def _append(connection: Connection, stored: Report, action: str, who: str, before: dict, after: dict) -> None:
    revision = stored.revision + 1
    write_decision(
        connection,
        Decision(0, stored.id, revision, ABOUT_THE_REPORT, action, who, now(), before, after),
    )
    connection.execute(update(reports).where(reports.c.id == stored.id).values(revision=revision))
