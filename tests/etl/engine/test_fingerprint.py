"""The fingerprint changes where the engine may find something else, and nowhere else."""

import shutil

import pytest

from etl.engine import Rulebook
from etl.engine import fingerprint as module
from etl.engine.fingerprint import fingerprint
from tests.rules import DATA, RULES


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("figures", "published"))


def rewrite(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_same_rules_elsewhere_have_the_same_fingerprint(folder):
    assert fingerprint(Rulebook(folder)) == fingerprint(RULES)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lexicon/future.yml", "headings: >-", "# a comment\nheadings: >-"),
        ("indicators/fines.yml", "definition: ", "definition: 换个说法："),
        ("agencies.csv", "agency,", "agency,"),
    ],
)
def test_words_to_readers_change_nothing(folder, name, old, new):
    rewrite(folder / name, old, new)
    assert fingerprint(Rulebook(folder)) == fingerprint(RULES)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("lexicon/future.yml", "headings: >-", "headings: >-\n  新词"),
        ("indicators/fines.yml", "match:\n", "match:\n- {units: 元, says: 新词}\n"),
        ("divisions.csv", "110101,", "110199,"),
    ],
)
def test_a_changed_rule_changes_it(folder, name, old, new):
    rewrite(folder / name, old, new)
    assert fingerprint(Rulebook(folder)) != fingerprint(RULES)


def test_another_version_of_a_reading_library_changes_it(monkeypatch):
    before = fingerprint(RULES)
    module._code.cache_clear()
    monkeypatch.setattr(module, "version", lambda name: "0" if name == "lxml" else "1")
    assert fingerprint(RULES) != before
    module._code.cache_clear()


def test_code_outside_the_engine_and_requirements_are_not_read(monkeypatch):
    opened = []
    real = module.Path.read_bytes
    monkeypatch.setattr(module.Path, "read_bytes", lambda path: opened.append(path) or real(path))
    module._code.cache_clear()
    fingerprint(RULES)
    assert opened and all(path.is_relative_to(module.ENGINE) for path in opened)
