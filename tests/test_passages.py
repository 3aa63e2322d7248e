"""The labelled passages load, and a label that does not fit its text is refused."""

from pathlib import Path

import pytest
import yaml

from tests.passages.loader import HERE, BadPassage, load_passages, read_passages

KEPT = ("reports", "kinds", "patterns", "trades", "latest")  # beside those that every rule must get right
PASSAGES = [
    passage for folder in (HERE, *(HERE / kept for kept in KEPT)) for passage in load_passages(folder)
]
INDICATORS = {path.stem for path in (HERE.parent.parent / "data" / "indicators").glob("*.yml")}


def written(folder: Path, text: str, figures: list[dict]) -> Path:
    entry = {"id": "t", "context": {"kind": "bulletin", "year": 2024}, "text": text, "figures": figures}
    path = folder / "t.yml"
    path.write_text(yaml.safe_dump({"passages": [entry]}, allow_unicode=True), encoding="utf-8")
    return path


def row(printed: str, **more: str) -> dict:
    return {"printed": printed, "value": "3", "unit": "件", "label": "案件"} | more


def test_every_figure_stands_where_its_passage_says():
    for passage in PASSAGES:
        for labelled in passage.figures:
            figure = labelled.figure
            assert passage.text[figure.start : figure.end] == figure.printed, passage.id


def test_every_indicator_named_is_one_of_ours():
    named = {name for p in PASSAGES for f in p.figures for name in (f.figure.indicator, f.also)}
    assert named - {""} <= INDICATORS


def test_passage_ids_are_unique():
    ids = [passage.id for passage in PASSAGES]
    assert len(ids) == len(set(ids))


def test_the_sets_that_are_kept_are_all_there():
    assert len(PASSAGES) == 36 + 24 + 48 + 255 + 150 + 71
    figures = sum(len(passage.figures) for passage in PASSAGES)
    assert figures == 844 + 1_849 + 1_003 + 5_534 + 2_974 + 1_328


def test_a_cell_below_a_line_of_digits_is_no_number_inside_another(tmp_path):
    [passage] = read_passages(written(tmp_path, "212\n487\n3件", [row("487"), row("3件")]))
    assert passage.figures[0].figure.start == 4


def test_a_short_number_is_not_found_inside_a_long_one(tmp_path):
    [passage] = read_passages(written(tmp_path, "立案13件，结案3件。", [row("3件")]))
    assert passage.figures[0].figure.start == 8


def test_the_period_of_the_report_is_the_default(tmp_path):
    [passage] = read_passages(written(tmp_path, "立案3件。", [row("3件")]))
    assert passage.figures[0].figure.period_end == "2024-12-31"


def test_a_figure_missing_from_the_text_is_refused(tmp_path):
    with pytest.raises(BadPassage, match="5件"):
        read_passages(written(tmp_path, "立案3件。", [row("5件")]))


def test_a_figure_that_fits_twice_is_refused_until_its_place_is_told(tmp_path):
    text = "立案3件，结案3件。"
    with pytest.raises(BadPassage, match="fits twice"):
        read_passages(written(tmp_path, text, [row("3件")]))
    [passage] = read_passages(written(tmp_path, text, [row("3件", after="结案")]))
    assert passage.figures[0].figure.start == 7


def test_an_unknown_field_is_refused(tmp_path):
    with pytest.raises(BadPassage, match="indcator"):
        read_passages(written(tmp_path, "立案3件。", [row("3件", indcator="cases_filed")]))
