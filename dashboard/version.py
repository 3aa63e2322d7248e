"""The version of the program: that of pyproject.toml, which lies beside the package."""

import tomllib
from pathlib import Path

VERSION: str = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]["version"]
