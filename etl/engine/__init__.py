"""Documents in, figures and rejections out. Imports nothing of the rooms above it.

    from etl.engine import Engine, Rulebook
    reading = Engine(Rulebook(Path("data"))).read(Path("report.pdf"))

gives the document, what it says of itself, its figures and its rejections. Both names load what they need
when they are first used: whoever wants only `etl.engine.model` loads no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.engine.engine import Engine, Reading
    from etl.engine.rulebook import Rulebook

_HOMES = {"Engine": "etl.engine.engine", "Reading": "etl.engine.engine", "Rulebook": "etl.engine.rulebook"}
__all__ = ["Engine", "Reading", "Rulebook"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
