"""Lists of others, held against the program by hand: what disagrees is named, and the command fails."""

import pytest

from eval import facts, numerals
from tests.datafolder import INVENTED, read_rows


@pytest.fixture
def figure(monkeypatch):
    """A figure of the invented data as a given fact: with its report's address."""
    monkeypatch.setenv("DATA_DIR", str(INVENTED / "data"))
    report = read_rows(INVENTED / "data/reports.csv")[0]
    return read_rows(INVENTED / "data/figures" / f"{report['report_id']}.csv")[0] | {"url": report["url"]}


def given(path, *rows: dict[str, str]) -> list[str]:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [str(path)]


def test_a_fact_that_data_holds_unaltered_is_counted(figure, tmp_path, capsys):
    assert facts.run(given(tmp_path / "facts.csv", figure)) == 0
    assert capsys.readouterr().out == "1 of 1 facts stand unaltered\n"


@pytest.mark.parametrize(
    "change", [{"value": "7"}, {"part": ""}, {"url": "https://yunling.example.cn/other"}]
)
def test_an_altered_or_missing_fact_is_named(figure, tmp_path, capsys, change):
    assert facts.run(given(tmp_path / "facts.csv", figure | change)) == 1
    said = capsys.readouterr().out
    assert figure["printed"] in said and "0 of 1" in said


def test_a_fact_given_twice_has_to_be_held_twice(figure, tmp_path):
    assert facts.run(given(tmp_path / "facts.csv", figure, figure)) == 1


def test_numerals_that_are_read_otherwise_are_named(tmp_path, capsys):
    path = tmp_path / "numerals.jsonl"
    rows = ['{"id": "a", "text": "三百零六", "value": 306}', '{"id": "b", "text": "2.50", "value": 2.5}']
    path.write_text("\n".join(rows), encoding="utf-8")
    assert numerals.run([str(path)]) == 0
    path.write_text('{"id": "c", "text": "两成", "value": 2}\n{"id": "d", "text": "家", "value": 1}', "utf-8")
    assert numerals.run([str(path)]) == 1
    said = capsys.readouterr().out
    assert "2 of 2" in said and "0 of 2" in said
    assert "c: 两成 is 2 there, read as 20" in said and "d: 家 is 1 there, read as no number" in said
