"""Load and validate `data/`: agencies, reports, indicators, and each report's reviewed figures.

A mistake is noted in `Problems` with its file and line and loading goes on, so that one run shows all
of them. Figures are read a report at a time: all of them need not fit into memory.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.data.corrections import corrected, load_corrections
from etl.data.csvfile import HOW_TO_RESTORE, Line, ValidLine, read_lines, valid
from etl.data.rules import rulebook
from etl.engine.errors import InvalidData
from etl.engine.indicators import Indicator
from etl.data.problems import Problems
from etl.data.rows import AgencyRow, FigureRow, ReportRow

LONGEST_STAMP = 30  # characters: it stands in a corner of every picture
# Of what a figure may be the whole.
_WHOLE_OF = ("indicator", "scope", "body", "period_start", "period_end")
# What tells two figures of a report apart when neither has a place in a document.
_BESIDE = ("section", "whole", "status", "rule", "checked")
IDENTITY = tuple(f for f in FigureRow.model_fields if f not in _BESIDE)


@dataclass(frozen=True)
class Data:
    """What `data/` holds, figures apart: agencies by name, reports and indicators by id.

    `stamp`: what every page, picture and export of these data must say (stamp.txt), or "".
    """

    folder: Path
    agencies: dict[str, AgencyRow]
    reports: dict[str, ReportRow]
    report_lines: dict[str, int]
    indicators: dict[str, Indicator]
    figure_files: dict[str, Path]
    corrections: list[dict[str, Any]] = field(default_factory=list)
    stamp: str = ""


def load_data(folder: Path, problems: Problems) -> Data:
    """Load everything but the figures. Raises InvalidData at once when a whole file cannot be used."""
    agencies = list(read_lines(folder / "agencies.csv", AgencyRow, problems))
    reports = list(read_lines(folder / "reports.csv", ReportRow, problems))
    indicators = _indicators(folder, problems)
    figure_files = _figure_files(folder, reports, problems)
    _unique(folder / "agencies.csv", "agency", agencies, problems)
    _unique(folder / "reports.csv", "report_id", reports, problems)
    _one_name_a_province(folder / "agencies.csv", valid(agencies), problems)
    _known_agencies(folder / "reports.csv", reports, {line.cells["agency"] for line in agencies}, problems)
    well_formed = valid(reports)
    return Data(
        folder=folder,
        agencies={line.row.agency: line.row for line in valid(agencies)},
        reports={line.row.report_id: line.row for line in well_formed},
        report_lines={line.row.report_id: line.number for line in well_formed},
        indicators=indicators,
        figure_files=figure_files,
        corrections=load_corrections(folder, set(figure_files), problems),
        stamp=_stamp(folder / "stamp.txt", problems),
    )


def read_figures(data: Data, report_id: str, problems: Problems) -> list[ValidLine[FigureRow]]:
    """Return the valid reviewed figures of one report, in the file's order; note every mistake."""
    path = data.figure_files[report_id]
    corrections = [each for each in data.corrections if each["report_id"] == report_id]
    lines = corrected(data.folder, corrections, list(read_lines(path, FigureRow, problems)), problems)
    for line in lines:
        _known_names(data, report_id, path, line, problems)
    rows = valid(lines)
    _no_repeats(path, rows, problems)
    _one_whole(path, rows, problems)
    _offsets_ascend(path, rows, problems)
    report = data.reports.get(report_id)
    if report and not report.sha256 and (placed := next((x for x in rows if x.row.start is not None), None)):
        problems.add(
            path,
            placed.number,
            f"填了 start，但 reports.csv 中 {report_id} 没有 sha256，请补上文件名和 sha256",
        )
    return rows


def _indicators(folder: Path, problems: Problems) -> dict[str, Indicator]:
    try:
        return rulebook(folder).indicators
    except InvalidData as error:
        problems.note(str(error))
    return {}


def _figure_files(folder: Path, reports: list[Line], problems: Problems) -> dict[str, Path]:
    """Return the figures file of each report that has one; a file that belongs to none is a mistake."""
    if not (folder / "figures").is_dir():
        problems.add(folder / "figures", None, f"缺少这个文件夹；{HOW_TO_RESTORE}")
        return {}
    known = {line.cells["report_id"] for line in reports}
    found = {}
    for path in sorted((folder / "figures").iterdir()):
        if path.name.startswith("."):
            continue
        if path.suffix != ".csv":
            problems.add(path, None, "不是 .csv 文件，不会被读入；请移走，或另存为 CSV UTF-8")
        elif path.stem not in known:
            problems.add(
                path, None, f"reports.csv 中没有 report_id 为 {path.stem} 的报告，请补登记或改文件名"
            )
        else:
            found[path.stem] = path
    return found


def _stamp(path: Path, problems: Problems) -> str:
    """The one line of the file; nothing to say where there is no file."""
    if not path.exists():
        return ""
    try:
        said = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        problems.add(path, None, f"读不出来（{error}），请存为 UTF-8 文本")
        return ""
    if not said.isprintable() or not 0 < len(said) <= LONGEST_STAMP:
        problems.add(path, 1, f"应是一行不超过 {LONGEST_STAMP} 个字的文字；不需要时请删去这个文件")
    return said


def _unique(path: Path, column: str, lines: list[Line], problems: Problems) -> None:
    first: dict[str, int] = {}
    for line in lines:
        name = line.cells[column]
        if name and name in first:
            problems.add(path, line.number, f"{column}“{name}”与第 {first[name]} 行重复，请删去一行")
        first.setdefault(name, line.number)


def _one_name_a_province(path: Path, agencies: list[ValidLine[AgencyRow]], problems: Problems) -> None:
    """The first two digits of a division code name the province: one spelling for each."""
    first: dict[str, ValidLine[AgencyRow]] = {}
    for line in agencies:
        earlier = first.setdefault(line.row.adcode[:2], line)
        if earlier.row.province != line.row.province:
            problems.add(
                path,
                line.number,
                f"adcode={line.row.adcode} 的省级名称“{line.row.province}”与第 {earlier.number} 行的"
                f"“{earlier.row.province}”不一致，请改正代码或名称",
            )


def _known_agencies(path: Path, reports: list[Line], agencies: set[str], problems: Problems) -> None:
    for line in reports:
        name = line.cells["agency"]
        if agencies and name and name not in agencies:
            problems.add(path, line.number, f"agencies.csv 中没有机构“{name}”，请先登记或改正名称")


def _known_names(data: Data, report_id: str, path: Path, line: Line, problems: Problems) -> None:
    if line.cells["report_id"] != report_id:
        problems.add(
            path, line.number, f"report_id 应为文件名 {report_id}，而不是“{line.cells['report_id']}”"
        )
    indicator = line.cells["indicator"]
    if indicator and data.indicators and indicator not in data.indicators:
        problems.add(
            path, line.number, f"没有指标“{indicator}”，请改为 {data.folder}/indicators/ 中的一个，或留空"
        )


def _no_repeats(path: Path, lines: list[ValidLine[FigureRow]], problems: Problems) -> None:
    first: dict[tuple, int] = {}
    for line in lines:
        identity = tuple(getattr(line.row, name) for name in IDENTITY)
        if identity in first:
            problems.add(path, line.number, f"与第 {first[identity]} 行重复，请删去一行")
        first.setdefault(identity, line.number)


def _one_whole(path: Path, lines: list[ValidLine[FigureRow]], problems: Problems) -> None:
    """At most one figure of a report is the whole of its indicator, scope, body and period."""
    first: dict[tuple, int] = {}
    for line in lines:
        if line.row.whole:
            of = tuple(getattr(line.row, name) for name in _WHOLE_OF)
            if of in first:
                said = f"与第 {first[of]} 行都代表全部（whole），请留下一个"
                problems.add(path, line.number, said)
            first.setdefault(of, line.number)


def _offsets_ascend(path: Path, lines: list[ValidLine[FigureRow]], problems: Problems) -> None:
    """Figures stand in the order of the text and never overlap; but one word may say of two things that they
    did not happen."""
    end, end_line = 0, 0
    before: dict[tuple[int, int], set[str]] = {}  # the last place: the indicators that stand there
    for line in lines:
        if line.row.start is None or line.row.end is None:
            continue
        place = line.row.start, line.row.end
        here = before.get(place, set())
        before = {place: here | {line.row.indicator}}
        if line.row.start < end and (not here or line.row.indicator in here):
            problems.add(
                path,
                line.number,
                f"start={line.row.start} 在第 {end_line} 行的 end={end} 之前，请按文中次序排列",
            )
        end, end_line = line.row.end, line.number
