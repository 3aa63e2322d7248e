"""The rules of this repository's data/, and an engine that goes by them: loaded once a test run."""

from pathlib import Path

from etl.engine import Engine, Rulebook
from etl.published.definitions import Definitions

DATA = Path(__file__).resolve().parent.parent / "data"
RULES = Rulebook(DATA)
DEFINITIONS = Definitions(DATA)
ENGINE = Engine(RULES)
