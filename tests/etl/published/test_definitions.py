"""A mistake in what data/ defines of rates, parts and counters is named with its file and its line."""

import shutil
from pathlib import Path

import pytest

from etl.engine.errors import InvalidData
from etl.published.definitions import Definitions
from etl.published.units import load_groups
from tests.rules import DATA


@pytest.fixture
def folder(tmp_path) -> Path:
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=shutil.ignore_patterns("figures"))
    return copied


def ask(folder: Path) -> None:
    definitions = Definitions(folder)
    definitions.parts, definitions.sums, definitions.rates, definitions.synonyms  # noqa: B018
    load_groups(folder)


def test_what_the_repository_defines_is_as_it_should_be():
    ask(DATA)


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("rates/penalties_per_100k.yml", "numerator:", "numerater:", "numerater：没有这样的字段"),
        ("rates/penalties_per_100k.yml", "numerator: penalties", "numerator: penaltys", "没有指标“penaltys”"),
        ("rates/rectification.yml", "scale: 100", "scale: 0", "应大于 0"),
        ("rates/rectification.yml", "scale: 100", "scale: 很多", "内容不对"),
        ("derivation/parts.yml", "separate_kinds:", "separate_kind:", "separate_kind：没有这样的字段"),
        ("derivation/sums.yml", "cases_total:", "case_total:", "case_total：没有这个指标"),
        ("derivation/units.yml", "alike:", "alike: 件\nother:", "应是一个列表"),
        ("search/names.yml", "fines:", "fine:", "fine：没有这个指标"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(folder, file, before, after, said):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    line = text[: text.index(before)].count("\n") + 1
    with pytest.raises(InvalidData) as raised:
        ask(folder)
    message = str(raised.value)
    assert said in message
    assert f"{path} 第 " in message
    assert f"第 {line} 行" in message or "应大于" in message


def test_an_absent_file_is_named_with_what_to_do(folder):
    (folder / "derivation" / "sums.yml").unlink()
    with pytest.raises(InvalidData, match="sums.yml：缺少这个文件，请从版本库"):
        ask(folder)
