"""What a user may set or call is told somewhere: a setting or command without a word in the docs fails."""

import argparse
import re
from pathlib import Path

import pytest

from etl.__main__ import _parser

REPOSITORY = Path(__file__).resolve().parent.parent
TOLD = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
)
_SETTING = re.compile(r"""environ(?:\.get\(|\[|\.setdefault\()\s*["']([A-Z][A-Z_]+)["']""")
NOT_OURS = {"PATH", "HOME"}


def settings() -> set[str]:
    found = set()
    for room in ("etl", "dashboard", "demo"):
        for path in (REPOSITORY / room).rglob("*.py"):
            found |= set(_SETTING.findall(path.read_text(encoding="utf-8")))
    return found - NOT_OURS


def commands() -> list[str]:
    (of_etl,) = (a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return sorted(of_etl.choices)


def targets() -> list[str]:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.M)
    return phony.split()


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_is_told(name):
    assert f"`{name}`" in TOLD or f"{name}=" in TOLD, f"say in docs/server.md what {name} sets"


@pytest.mark.parametrize("name", commands())
def test_every_command_is_told(name):
    assert re.search(rf"etl {name}\b|`{name} ", TOLD), f"say in README.md what `python -m etl {name}` does"


@pytest.mark.parametrize("name", targets())
def test_every_make_target_is_told(name):
    assert re.search(rf"make {name}\b", TOLD), f"say in README.md what `make {name}` does"


def test_links_between_the_papers_lead_somewhere():
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"
