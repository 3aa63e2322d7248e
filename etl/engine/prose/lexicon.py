"""Word lists of data/lexicon as Python values and as regular expressions without backtracking.

A word list in YAML is one string of words separated by spaces; order and line breaks mean nothing.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

LEXICON = Path(__file__).resolve().parents[3] / "data" / "lexicon"


@cache
def load(name: str) -> dict:
    """Return the content of data/lexicon/<name>.yml."""
    return yaml.safe_load((LEXICON / f"{name}.yml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Return the words of one list, without duplicates, in the file's order."""
    return tuple(dict.fromkeys(load(name)[key].split()))


def any_of(entries: tuple[str, ...] | list[str]) -> str:
    """Return a regular expression for the longest of `entries`: a trie, so each character is read once.

    Siblings differ in their first character, so that matching never goes back.
    """
    trie: dict = {}
    for entry in entries:
        node = trie
        for character in entry:
            node = node.setdefault(character, {})
        node[""] = {}
    return _expression(trie)


def _expression(node: dict) -> str:
    ends = "" in node
    leaves = [c for c in node if c and set(node[c]) == {""}]
    branches = [re.escape(c) + _expression(node[c]) for c in node if c and set(node[c]) != {""}]
    if len(leaves) == 1:
        branches.append(re.escape(leaves[0]))
    elif leaves:
        branches.append("[" + "".join(map(re.escape, leaves)) + "]")
    if not branches:
        return ""
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")


def one_of(name: str, *keys: str) -> str:
    """Return `any_of` the words of one or several lists of a file."""
    return any_of([word for key in keys for word in words(name, key)])


def last(matches: Iterator[re.Match]) -> re.Match | None:
    """Return the last of `matches`, or None."""
    found = None
    for match in matches:
        found = match
    return found
