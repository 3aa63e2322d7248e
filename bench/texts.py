"""Texts to measure on: the reports repeated, the same without repetition, one line, and hostile ones."""

import os
import random
import re
from pathlib import Path

from tests.passages.loader import HERE as PASSAGES
from tests.passages.loader import load_passages

MEGABYTE = 1_000_000
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_YEAR = re.compile(r"20[0-9]{2}年")

HOSTILE = {
    "nested brackets": "（",
    "brackets closed": "（1）",
    "digits": "7",
    "Chinese digits": "一",
    "其中": "其中",
    "commas": "，",
    "grouped commas": "1,",
    "万": "万",
    "1万": "1万",
    "enumeration": "、5",
    "percent": "%",
    "dashes": "1-",
    "年": "2024年",
    "title marks": "《",
    "quotes": "“",
    "headings": "一、\n",
    "无": "无",
    "分之": "分之",
}


def reports() -> list[str]:
    """The texts to measure on: those (*.txt) of the folder REPORTS_DIR, else the tests' own whole reports."""
    if folder := os.environ.get("REPORTS_DIR"):
        texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
        if not texts:
            raise SystemExit(f"REPORTS_DIR names {folder}, which holds no reports (*.txt) to measure on.")
        return texts
    return [passage.text for passage in load_passages(PASSAGES / "reports")]


def repeated(texts: list[str], megabytes: float) -> list[str]:
    """Documents, in turn, until they weigh so many megabytes of UTF-8."""
    documents, weight = [], 0
    while weight < megabytes * MEGABYTE:
        documents.append(texts[len(documents) % len(texts)])
        weight += len(documents[-1].encode())
    return documents


def varied(documents: list[str], seed: int = 20241120) -> list[str]:
    """The same documents with sentences in another order and other digits, no two alike.

    Years keep their digits, so that dates stay dates; a first digit never becomes 0.
    """
    chance = random.Random(seed)
    return [_varied(document, chance) for document in documents]


def _varied(document: str, chance: random.Random) -> str:
    sentences = _SENTENCE.findall(document)
    chance.shuffle(sentences)
    years = iter(_YEAR.findall("".join(sentences)))
    parts = _YEAR.split("".join(sentences))
    digits = [re.sub(r"[1-9]", lambda _: chance.choice("123456789"), part) for part in parts]
    return "".join(part + next(years, "") for part in digits)


def one_line(texts: list[str], megabytes: float) -> str:
    """One document of one line, so many megabytes long."""
    text = "".join(repeated(texts, megabytes)).replace("\n", "")
    return text.encode()[: int(megabytes * MEGABYTE)].decode(errors="ignore")
