"""The rules of this repository's data/, and an engine that goes by them: loaded once a test run."""

from pathlib import Path

from etl.engine import Engine, Rulebook

DATA = Path(__file__).resolve().parent.parent / "data"
RULES = Rulebook(DATA)
ENGINE = Engine(RULES)
