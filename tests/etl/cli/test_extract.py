"""`python -m etl extract` as users run it: streams, formats, exit status."""

import json
import os
import shlex
import subprocess
import sys
import termios
from decimal import Decimal
from pathlib import Path

import pytest

from tests.etl.cli.here import run_here

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[3]
TEXT = (
    "云岭市应急管理局2024年度行政执法工作报告\n"
    "一、执法情况\n"
    "全年检查企业452家次，罚款3,541.07万元，整改率98.50%。1-9月立案12件。\n"
)
FIELDS = [
    "document",
    "report_id",
    "start",
    "end",
    "printed",
    "value",
    "value_high",
    "approx",
    "unit",
    "indicator",
    "label",
    "measure",
    "scope",
    "body",
    "campaign",
    "sector",
    "part",
    "heading_unit",
    "whole",
    "doubts",
    "period_start",
    "period_end",
    "section",
    "sentence",
    "status",
    "rule",
]


def etl(*arguments: str, stdin: bytes | None = None, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "etl", *arguments], cwd=REPOSITORY, input=stdin, capture_output=True, **options
    )


def figures(done: subprocess.CompletedProcess) -> list[dict]:
    return [json.loads(line, parse_float=Decimal) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "yunling-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_one_object_a_figure_with_all_fields(report):
    done = etl("extract", str(report))
    assert (done.returncode, done.stderr) == (0, b"")
    found = figures(done)
    assert [each["printed"] for each in found] == ["452家次", "3,541.07万元", "98.50%", "12件"]
    for each in found:
        assert list(each) == FIELDS
        assert TEXT[each["start"] : each["end"]] == each["printed"]
        assert each["printed"] in each["sentence"]
        assert (each["document"], each["report_id"]) == (str(report), "yunling-2024")
        assert each["status"] == "extracted"
    assert (found[0]["period_start"], found[0]["period_end"]) == ("2024-01-01", "2024-12-31")
    assert (found[3]["period_start"], found[3]["period_end"]) == ("2024-01-01", "2024-09-30")


def test_values_are_numbers_in_plain_digits(report):
    lines = run_here("extract", str(report)).stdout.decode("utf-8").splitlines()
    assert '"value": 452,' in lines[0]
    assert '"value": 35410700,' in lines[1]
    assert Decimal("98.5") == json.loads(lines[2], parse_float=Decimal)["value"]
    assert '"value_high": null' in lines[0]


def test_rejections_come_with_a_reason_in_place_of_an_indicator(report):
    found = figures(run_here("extract", "--rejections", str(report)))
    rejected = [each for each in found if "reason" in each]
    assert {"2024", "一"} & {each["printed"].rstrip("年度、") for each in rejected}
    assert all("indicator" not in each and each["status"] == "rejected" for each in rejected)
    assert {each["printed"]: each["rule"] for each in rejected}["一"] == "heading"
    assert [each["start"] for each in found] == sorted(each["start"] for each in found)


def test_standard_input():
    done = etl("extract", "-", stdin=TEXT.encode("gb18030"))
    assert [each["printed"] for each in figures(done)][:1] == ["452家次"]
    assert figures(done)[0]["document"] == "-"


def test_standard_input_among_files_with_several_processes(report):
    done = etl("extract", "--jobs", "2", str(report), "-", stdin=TEXT.encode())
    assert [each["document"] for each in figures(done)] == [str(report)] * 4 + ["-"] * 4


def test_a_bar_shows_on_a_terminal_and_nowhere_else(report):
    (report.parent / "second.txt").write_text(TEXT, encoding="utf-8")
    screen, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    done = subprocess.run(
        [sys.executable, "-m", "etl", "extract", str(report.parent)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.write(terminal, b"end")  # so that there is something to read even without a bar
    assert "读取" in os.read(screen, 65536).decode("utf-8", errors="replace")
    os.close(terminal)
    os.close(screen)
    assert len(figures(done)) == 8
    assert run_here("extract", str(report.parent)).stderr == b""


def test_unreadable_documents_get_one_line_each_after_which_the_others_are_done(report):
    for name, content in (("bad.xyz", b"\x00\x01\x02\xff\xfe\xff"), ("zero.txt", b"")):
        (report.parent / name).write_bytes(content)
    missing = str(report.parent / "missing.txt")
    done = run_here("extract", missing, str(report.parent))
    assert done.returncode == 1
    lines = done.stderr.decode("utf-8").splitlines()
    assert len(lines) == 3
    for name in ("bad.xyz", "zero.txt", "missing.txt"):
        assert sum(name in line for line in lines) == 1
    assert len(figures(done)) == 4


def test_the_table_shows_the_same_figures(report):
    shown = run_here("extract", "--format", "table", str(report)).stdout.decode("utf-8")
    assert shown.startswith(f"{report}（4）")
    assert "3,541.07万元" in shown
    assert "35410700" in shown


def test_entered_reports_complete_the_context(report, tmp_path):
    entered = tmp_path / "entered.csv"
    entered.write_text(
        "report_id,year,period_start,period_end,extra\nyunling-2024,2023,2023-01-01,2023-06-30,x\n",
        encoding="utf-8",
    )
    found = figures(run_here("extract", "--reports", str(entered), str(report)))
    assert (found[0]["period_start"], found[0]["period_end"]) == ("2023-01-01", "2023-06-30")


@pytest.mark.parametrize(
    ("content", "said"),
    [("a,b\n1,2\n", "report_id"), ("", "report_id"), ("report_id,year\nx,今年\n", "第 2 行")],
)
def test_a_list_of_reports_with_a_mistake_is_named(report, tmp_path, content, said):
    entered = tmp_path / "entered.csv"
    entered.write_text(content, encoding="utf-8")
    done = run_here("extract", "--reports", str(entered), str(report))
    assert done.returncode == 1
    assert str(entered) in done.stderr.decode("utf-8")
    assert said in done.stderr.decode("utf-8")
    assert done.stdout == b""


def test_output_is_utf_8_whatever_the_locale(report):
    done = etl("extract", str(report), env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert figures(done)[0]["printed"] == "452家次"


def test_a_reader_that_stops_early_is_no_error_message(tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(TEXT * 50, encoding="utf-8")
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m etl extract {shlex.quote(str(tmp_path))} | head -n 1",
        shell=True,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_the_extraction_needs_no_data_frames(report):
    """The command starts fast: pandas, plotly, Streamlit and DuckDB stay unloaded."""
    code = (
        "import sys; from etl.__main__ import main; main(['extract', sys.argv[1]]); "
        "heavy = {'pandas', 'streamlit', 'plotly', 'duckdb', 'jieba'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(report)], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "python -m etl：缺少参数 COMMAND"),
        (["extract"], "python -m etl extract：缺少参数 PATH"),
        (["nothing"], "python -m etl：参数 COMMAND：没有 'nothing' 这一项，可选 'build'"),
        (["extract", "--jobs", "0", "x"], "python -m etl extract：参数 --jobs：应是不小于 1 的整数"),
        (["extract", "x", "--nope"], "python -m etl：没有这样的参数：--nope"),
        (["import", "x", "--year"], "python -m etl import：参数 --year：后面要有一个值"),
    ],
)
def test_a_wrong_call_explains_itself(arguments, said):
    done = run_here(*arguments)
    assert done.returncode == 2
    usage, *_, last = done.stderr.decode().splitlines()
    assert usage.startswith("用法：python -m etl") and last.startswith(said)


def test_help_names_its_parts_in_chinese():
    said = run_here("import", "--help").stdout.decode()
    assert all(each in said for each in ("用法：python -m etl import", "参数:", "选项:", "显示这段说明"))
    assert not any(each in said for each in ("usage", "positional", "options:", "show this"))
