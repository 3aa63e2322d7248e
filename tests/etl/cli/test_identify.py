"""`python -m etl identify`: one line a document, guesses marked, one bad file stops no other."""

import json

import pytest

from etl.__main__ import main
from etl.engine.identify.guesses import GUESSES

REPORT = "云岭市水利局2024年度行政执法工作报告\n2024年，我局检查河道30处。\n"
AREA = "河滨区2023年行政执法工作报告\n来源：区政府\n全区检查30次。\n"


@pytest.fixture
def documents(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(AREA, encoding="utf-8")
    return tmp_path


def test_says_who_reports_what_for_when(documents, capsys):
    assert main(["identify", str(documents / "a.txt")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["agency"], found["city"], found["level"]) == ("云岭市水利局", "云岭市", "city")
    assert (found["trade"], found["kind"], found["year"]) == ("水利", "enforcement", 2024)
    assert (found["period_start"], found["period_end"]) == ("2024-01-01", "2024-12-31")
    assert found["title"] == "云岭市水利局2024年度行政执法工作报告"
    assert set(found["doubts"]) == {"city", "level"}  # no table has the invented city


def test_what_is_guessed_is_marked_with_a_code_and_words(documents, capsys):
    main(["identify", str(documents / "c.txt")])
    doubts = json.loads(capsys.readouterr().out)["doubts"]
    assert doubts["agency"] == {"code": "agency_area", "text": GUESSES["agency_area"]}
    assert "kind" not in doubts


def test_an_unreadable_document_is_one_line_and_the_others_are_done(documents, capsys):
    assert main(["identify", str(documents), str(documents / "none.txt")]) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["document"][-5:] for line in said.out.splitlines()] == ["a.txt", "c.txt"]
    assert len(said.err.splitlines()) == 2
    assert "b.txt" in said.err and "none.txt" in said.err


def test_as_a_table_in_words(documents, capsys):
    main(["identify", str(documents / "c.txt"), "--format", "table"])
    said = capsys.readouterr().out
    agency = next(line for line in said.splitlines() if line.startswith("机构"))
    assert agency.split() == ["机构", "河滨区人民政府", f"？{GUESSES['agency_area']}"]


def test_every_guess_has_words_of_its_own():
    assert len(set(GUESSES.values())) == len(GUESSES)
