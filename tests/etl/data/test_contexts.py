"""What someone has entered about reports, read from a CSV."""

import pytest

from etl.data.contexts import known_contexts
from etl.engine.errors import InvalidData


def test_only_what_is_entered_is_known(tmp_path):
    path = tmp_path / "entered.csv"
    path.write_text(
        "report_id,agency,year,period_start,note\na,云岭市水利局,2024,,先看过\nb,,,2024-01-01,\n",
        encoding="utf-8",
    )
    assert known_contexts(path) == {
        "a": {"agency": "云岭市水利局", "year": 2024},
        "b": {"period_start": "2024-01-01"},
    }


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("report_id,year\na,2024\nb,二〇二四\n", "第 3 行"),
        ("agency,year\n云岭市水利局,2024\n", "第 1 行"),
        ("report_id\n", "第 1 行"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, content, place):
    path = tmp_path / "entered.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidData, match=place):
        known_contexts(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InvalidData, match="nowhere.csv"):
        known_contexts(tmp_path / "nowhere.csv")
