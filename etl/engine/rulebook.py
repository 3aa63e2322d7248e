"""The rules of one folder: word lists, indicators, forms of tables, divisions and trades.

A module states at its top what it makes of the rules, once, without a folder:

    SECTOR = expression(one_of("limits", "sectors"))

and asks a rulebook for it where it is used: `rules[SECTOR].search(text)`. A rulebook makes each such thing
when it is first asked for it and keeps it, so that two rulebooks never share anything.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from etl.engine.indicators import Indicator, indicators_of
from etl.engine.initials import searched, sure_letters
from etl.engine.rulefiles import read_rules
from etl.engine.wordlists import EXPRESSIONS, GROUPED, HEADED, TEXTS, WORDS, Shape, check_lists

T = TypeVar("T")
MANY = 6  # letters that words begin with: to look whether one of them stands there is faster than to try all
_PLACE = re.compile("⟦([^⟦⟧]{1,99})⟧")
_placed: list["Made"] = []  # what one_of_made was asked for


_stated: list["Made"] = []  # by the modules that are loaded
_asked: set[tuple[str, str, Shape]] = set()  # the word lists that they read: file, name, form


@dataclass(frozen=True, eq=False)
class Made(Generic[T]):
    """What a module makes of a rulebook, once a rulebook."""

    make: Callable[["Rulebook"], T]

    def __post_init__(self) -> None:
        _stated.append(self)


class Rulebook(dict):
    """The rules of `folder`; `rules[SOMETHING]` is what the module that states SOMETHING makes of them.

    Loading validates the files and raises InvalidData, naming file and line, where a rule is wrong. Equal
    only to itself, and goes into another process with the content of its files, so that the folder need not
    be there.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]  # dict has none: rulebooks are keys of caches
    __eq__ = object.__eq__

    def __init__(self, folder: Path, content: dict[str, Any] | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.content = content or read_rules(folder)

    def __missing__(self, made: Made[T]) -> T:
        result = self[made] = made.make(self)
        return result

    def __reduce__(self) -> tuple:
        return Rulebook, (self.folder, self.content)

    def prepare(self) -> None:
        """Make all that the modules loaded so far ask of the rules."""
        for made in _stated:
            self[made]  # noqa: B018 - asking makes it

    def check_lists(self) -> None:
        """Hold the word lists against what reads them; the modules that read must be loaded.

        Raises InvalidData for a list that nobody reads, one that is missing or does not hold what it should.
        """
        check_lists(self.folder, self.content["lexicon"], _asked)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by id, in the order of themes and of `position` within a theme."""
        return indicators_of(self.content["indicators"])

    def words(self, name: str, *keys: str) -> tuple[str, ...]:
        """Return the words of one or several lists of a file, without duplicates, in the file's order."""
        found: list[str] = []
        for key in keys:
            entry = self.content["lexicon"][name][key]
            for words in entry.values() if isinstance(entry, dict) else (entry,):
                found += words.split() if isinstance(words, str) else words
        return tuple(dict.fromkeys(found))

    def expression(self, source: str) -> re.Pattern:
        """Compile an expression, with the words that its places stand for (see one_of)."""
        return searched(_PLACE.sub(lambda place: self._placed(*place[1].split(" ")), source))

    def _placed(self, kind: str, name: str, *keys: str) -> str:
        if kind == "made":
            return any_of(self[_placed[int(name)]])
        wanted = [key for key in keys if not key.startswith("-")]
        but = self.words(name, *(key[1:] for key in keys if key.startswith("-")))
        words = [word for word in self.words(name, *wanted) if word not in but]
        if kind == "one_of":
            return any_of(words)
        letters = [word[0] for word in words if kind == "initial_of" or len(word) == 1]
        return "[" + "".join(map(re.escape, dict.fromkeys(letters))) + "]"


def expression(source: str) -> Made[re.Pattern]:
    """State an expression; `one_of` and its like in it stand for the words of each rulebook."""
    return Made(lambda rules: rules.expression(source))


def word_set(name: str, *keys: str) -> Made[frozenset[str]]:
    """State a set of words, to look them up."""
    _ask(name, *keys)
    return Made(lambda rules: frozenset(rules.words(name, *keys)))


def word_tuple(name: str, *keys: str) -> Made[tuple[str, ...]]:
    """State words in their order, for `startswith` and `endswith`."""
    _ask(name, *keys)
    return Made(lambda rules: rules.words(name, *keys))


def endings(name: str, *keys: str) -> Made[frozenset[str]]:
    """State the letters in which words end, to tell cheaply where none can end."""
    _ask(name, *keys)
    return Made(lambda rules: frozenset(word[-1] for word in rules.words(name, *keys)))


def beginnings(*asked: Made[re.Pattern]) -> Made[frozenset[str]]:
    """State the letters that may begin what expressions find, to tell cheaply where none can stand."""
    return Made(lambda rules: frozenset().union(*(sure_letters(rules[each]) for each in asked)))


def headed(name: str, key: str) -> Made[dict[str, tuple[str, ...]]]:
    """State the words of a list that is kept under several headings, by heading."""
    _ask(name, key, shape=HEADED)
    return Made(
        lambda rules: {head: tuple(words.split()) for head, words in _stored(rules, name, key).items()}
    )


def texts(name: str, key: str) -> Made[dict[str, str]]:
    """State what stands behind each name of a list."""
    _ask(name, key, shape=TEXTS)
    return Made(lambda rules: _stored(rules, name, key))


def expressions(name: str, key: str, within: str = "%s") -> Made[dict[str, re.Pattern]]:
    """State the expressions of a list by their names; `within`: what stands around each, marked by %s."""
    _ask(name, key, shape=EXPRESSIONS)
    return Made(lambda rules: {of: searched(within % said) for of, said in _stored(rules, name, key).items()})


def grouped_expressions(name: str, key: str) -> Made[dict[str, dict[str, re.Pattern]]]:
    """State the expressions of a list that has its names under headings."""
    _ask(name, key, shape=GROUPED)
    return Made(
        lambda rules: {
            head: {of: searched(said) for of, said in group.items()}
            for head, group in _stored(rules, name, key).items()
        }
    )


def one_of(name: str, *keys: str) -> str:
    """Return the place, within an expression, of the longest word of these lists; `-key` takes words out."""
    return _place("one_of", name, *keys)


def one_of_made(words: Made[tuple[str, ...]]) -> str:
    """Return the place of the longest of words that are made of other rules than word lists."""
    _placed.append(words)
    return f"⟦made {len(_placed) - 1}⟧"


def letter_of(name: str, *keys: str) -> str:
    """Return the place of any of the words of one letter, as a class of letters."""
    return _place("letter_of", name, *keys)


def initial_of(name: str, *keys: str) -> str:
    """Return the place of the first letter of any word, as a class of letters."""
    return _place("initial_of", name, *keys)


def _place(kind: str, name: str, *keys: str) -> str:
    _ask(name, *keys)
    return f"⟦{kind} {name} {' '.join(keys)}⟧"


def _ask(name: str, *keys: str, shape: Shape = WORDS) -> None:
    _asked.update((name, key.removeprefix("-"), shape) for key in keys)


def _stored(rules: Rulebook, name: str, key: str) -> Any:
    return rules.content["lexicon"][name][key]


def any_of(entries: Iterable[str]) -> str:
    """Return a regular expression for the longest of `entries`: a trie, so each character is read once.

    Siblings differ in their first character, so that matching never goes back.
    """
    trie: dict[str, Any] = {}
    for entry in entries:
        node = trie
        for character in entry:
            node = node.setdefault(character, {})
        node[""] = {}
    words = _trie_expression(trie, first=True)
    if len(trie) <= MANY or "" in trie:
        return words
    return f"(?:(?=[{''.join(map(re.escape, trie))}]){words})"


def _trie_expression(node: dict, first: bool = False) -> str:
    """`first`: each branch then begins with a letter, which lets a search skip to any of these letters."""
    ends = "" in node
    leaves = [c for c in node if c and set(node[c]) == {""}]
    branches = [re.escape(c) + _trie_expression(node[c]) for c in node if c and set(node[c]) != {""}]
    if len(leaves) == 1 or (first and branches):
        branches += map(re.escape, leaves)
    elif leaves:
        branches.append("[" + "".join(map(re.escape, leaves)) + "]")
    if not branches:
        return ""
    return "(?:" + "|".join(branches) + ")" + ("?" if ends else "")
