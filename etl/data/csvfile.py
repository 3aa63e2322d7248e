"""Read one CSV file by its schema: its encoding, its header, its lines; note each mistake with its line."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from etl.data.problems import Problems
from etl.data.rows import Row, messages

HOW_TO_RESTORE = "请从版本库取回（git checkout -- 文件名），或用环境变量 DATA_DIR 指到正确的数据文件夹"


R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Line(Generic[R]):
    """One line of a CSV file: its number, its cells by column and, where they are valid, its row."""

    number: int
    cells: dict[str, str]
    row: R | None


@dataclass(frozen=True)
class ValidLine(Generic[R]):
    """A line whose cells are valid."""

    number: int
    row: R


def valid(lines: Iterable[Line[R]]) -> list[ValidLine[R]]:
    """The lines whose cells are valid."""
    return [ValidLine(line.number, line.row) for line in lines if line.row is not None]


def read_lines(path: Path, schema: type[R], problems: Problems) -> Iterator[Line[R]]:
    """Yield the lines of a CSV file below its header; blank lines are skipped."""
    text = _text(path, problems)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    number = 1
    try:
        for cells in reader:
            if header is None:
                if not _header_fits(path, cells, schema, problems):
                    return
                header = cells
            elif cells:
                yield _line(path, number, header, cells, schema, problems)
            number = reader.line_num + 1
    except csv.Error as error:
        problems.add(path, number, f"不是合格的 CSV（{error}），请检查这一行的引号是否成对")


def _line(
    path: Path, number: int, header: list[str], cells: list[str], schema: type[R], problems: Problems
) -> Line[R]:
    named = dict(zip(header, cells, strict=False))
    if len(cells) != len(header):
        problems.add(
            path, number, f"有 {len(cells)} 列，应为 {len(header)} 列；单元格里有逗号时请用英文双引号括起"
        )
        return Line(number, dict.fromkeys(header, "") | named, None)
    try:
        return Line(number, named, schema.model_validate(named))
    except ValidationError as error:
        for message in messages(error):
            problems.add(path, number, message)
        return Line(number, named, None)


def _text(path: Path, problems: Problems) -> str | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.add(path, None, f"缺少这个文件；{HOW_TO_RESTORE}")
        return None
    except OSError as error:
        problems.add(path, None, f"读不出来（{error.strerror}），请检查权限和磁盘")
        return None
    if not raw.strip():
        problems.add(path, 1, f"是空文件，连表头也没有；{HOW_TO_RESTORE}")
        return None
    try:
        text = raw.decode("utf-8-sig")  # Excel begins its UTF-8 files with a byte-order mark
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(path, line, "不是 UTF-8 编码（可能是 GBK 或 UTF-16），请另存为“CSV UTF-8”后再试")
        return None
    if "\0" in text:
        problems.add(
            path, text.count("\n", 0, text.index("\0")) + 1, "含有空字符（NUL），文件已损坏，请取回原件"
        )
        return None
    return text


def _header_fits(path: Path, header: list[str], schema: type[Row], problems: Problems) -> bool:
    expected = list(schema.model_fields)
    faults = {
        "缺少": [name for name in expected if name not in header],
        "多出": [name or "（空列名）" for name in header if name not in expected],
        "重复": sorted({name for name in header if header.count(name) > 1}),
    }
    said = "；".join(f"{fault} {'、'.join(names)}" for fault, names in faults.items() if names)
    if said:
        problems.add(path, 1, f"表头不对：{said}。应为 {','.join(expected)}")
    return not said
