"""Where data/ lies, and the rules in it: the one place that knows of DATA_DIR."""

import os
from pathlib import Path

from etl.engine.rulebook import Rulebook
from etl.engine.rulefiles import state_of

_kept: dict[Path, tuple[tuple, Rulebook]] = {}


def data_folder() -> Path:
    """Return the folder that DATA_DIR names, by default data/."""
    return Path(os.environ.get("DATA_DIR", "data"))


def rulebook(folder: Path | None = None) -> Rulebook:
    """Return the rules of the folder (by default data_folder()); kept until one of its files changes.

    Raises InvalidData, naming file and line, where a rule is wrong.
    """
    folder = (folder or data_folder()).resolve()
    now = state_of(folder)
    kept = _kept.get(folder)
    if kept is None or kept[0] != now:
        book = Rulebook(folder)
        book.update(_made_of(book.content))
        kept = _kept[folder] = now, book
    return kept[1]


def _made_of(content: dict) -> dict:
    """What was made before of the same rules, wherever they lay: expressions are dear to compile."""
    return max((book for _, book in _kept.values() if book.content == content), key=len, default={})
