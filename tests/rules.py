"""The rules of this repository's data/, and an engine that goes by them: loaded once a test run."""

from pathlib import Path

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.published.definitions import Definitions

DATA = Path(__file__).resolve().parent.parent / "data"
RULES = rulebook(DATA)
DEFINITIONS = Definitions(DATA)
ENGINE = Engine(RULES)
