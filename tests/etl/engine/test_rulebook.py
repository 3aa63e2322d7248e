"""A mistake in a rule file is an error that names the file, the line and what to do."""

import pickle
import re
import shutil
from pathlib import Path

import pytest

from etl.engine import Engine, Rulebook
from etl.engine.errors import InvalidData
from tests.rules import DATA, RULES


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("figures", "published"))


def complaint(folder: Path) -> str:
    with pytest.raises(InvalidData) as error:
        Engine(Rulebook(folder))
    return str(error.value)


def change(path: Path, old: str, new: str) -> int:
    """Put `new` in the place of the one `old`; return the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + new.count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("indicators/fines.yml", "  unless: '减免", "  unles: '减免", "unles：没有这样的字段"),
        ("indicators/fines.yml", "position: 7", "positoin: 7", "positoin：没有这样的字段"),
        ("indicators/fines.yml", "id: fines", "id: money", "id：应与文件名 fines 相同"),
        ("indicators/fines.yml", "theme: enforcement", "theme: weather", "theme：“weather”不在允许的取值中"),
        ("indicators/fines.yml", "- units: '元'", "- units: '@coins'", "units：.*没有 @coins 这一组"),
        ("indicators/fines.yml", "unit: 元", "unit: 元\nname_en: Fine", "“name_en”写了两次"),
        ("indicators/fines.yml", "unit: 元", "unit: 元\n  :", "不是合格的 YAML"),
        ("indicators/inspections.yml", "- '巡山|", "- '巡(山|", "不是合格的正则表达式"),
        ("indicators/inspections.yml", "- '巡山|", "- '(?:巡|山|巡山)*查|", "反复回溯"),
        ("tables/bulletin.yml", "listed, like: '挂牌督办'", "listed, lik: '挂牌督办'", "lik：没有"),
        ("tables/bulletin.yml", "listed, like: '挂牌督办'", "listed, like: '挂牌(督办'", "like：不是合格"),
        ("tables/bulletin.yml", "indicator: hearings", "indicator: hearing", "没有指标“hearing”"),
        ("tables/bulletin.yml", "not: '(败诉|", "not: '\\s*(败诉|", "not：.*反复回溯"),
        ("tables/labels.yml", "\nplain: [", "\nplane: [", "plane：没有规则读这张词表"),
        ("trades.yml", "{trade: 民政, words:", "{trade: 民政, word:", "word：没有这样的字段"),
        ("lexicon/zero.yml", "\nverbs: >-", "\nverb: >-", "verb：没有规则读这张词表"),
        ("lexicon/parts.yml", "    撤诉: 撤诉|撤回", "    撤诉: 撤诉[撤回", "撤诉：不是合格的正则表达式"),
        ("lexicon/parts.yml", "    撤诉: 撤诉|撤回", "    撤诉: (?:撤诉|撤)+(?:诉)*$", "撤诉：.*反复回溯"),
        ("lexicon/parts.yml", "    撤诉: 撤诉|撤回", "    撤诉: 12", "撤诉：应是文字"),
        ("lexicon/zero.yml", "\ncounted: 一起", "\ncounted: 3 #", "counted：应是词"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_and_line(folder, name, old, new, says):
    line = change(folder / name, old, new)
    assert re.search(rf"{re.escape(str(folder / name))} 第 {line} 行：.*{says}", complaint(folder))


def test_a_list_that_rules_read_and_that_is_not_there_is_missed(folder):
    change(folder / "lexicon/zero.yml", "\nverbs: >-", "\nverb: >-")
    assert f"{folder / 'lexicon/zero.yml'}：缺少词表 verbs" in complaint(folder)


def test_a_field_that_must_be_there_is_missed(folder):
    change(folder / "indicators/fines.yml", "theme: enforcement\n", "")
    assert f"{folder / 'indicators/fines.yml'} 第 1 行：theme：缺少这个字段" in complaint(folder)


def test_all_mistakes_are_told_at_once(folder):
    change(folder / "indicators/fines.yml", "position: 7", "positoin: 7")
    change(folder / "tables/bulletin.yml", "{id: listed, like:", "{id: listed, lik:")
    assert "positoin" in complaint(folder) and "lik：" in complaint(folder)


def test_a_file_in_another_encoding_is_named(folder):
    path = folder / "lexicon/zero.yml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert complaint(folder) == f"{path}：不是 UTF-8 编码，请另存为 UTF-8"


def test_a_file_with_a_byte_order_mark_is_read(folder):
    path = folder / "trades.yml"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert Rulebook(folder).content["trades"] == RULES.content["trades"]


def test_a_rulebook_goes_to_another_process_without_its_folder(folder):
    sent = pickle.dumps(Rulebook(folder))
    shutil.rmtree(folder)
    assert pickle.loads(sent).indicators.keys() == RULES.indicators.keys()
