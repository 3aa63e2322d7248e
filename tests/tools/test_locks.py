"""The locks name, in version and hash, all that the requirements bring. Read from the files and from what is
installed, without the network; `tools/lock` writes them.
"""

import re
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[2]
PAIRS = ["requirements", "requirements-dev", "requirements-build"]
MACHINES = [
    {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": platform}
    for python in ("3.11", "3.12", "3.13", "3.14")
    for platform in ("linux", "darwin")
]
STALE = "the lock is not of these requirements: run tools/lock and commit what it writes"


def required(name: str) -> list[Requirement]:
    """The requirements of one file and of those it includes."""
    found = []
    for line in (REPOSITORY / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        text = line.partition("#")[0].strip()
        if included := re.fullmatch(r"-r (.+)\.txt", text):
            found += required(included[1])
        elif text:
            found.append(Requirement(text))
    return found


@cache
def locked(name: str) -> list[tuple[Requirement, list[str]]]:
    """Each entry of a lock with the hashes of its files."""
    text = (REPOSITORY / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "").splitlines()
    return [
        (Requirement(entry.partition("--hash")[0]), re.findall(r"--hash=(\S+)", entry)) for entry in entries
    ]


def versions(requirements, machine: dict[str, str] | None = None) -> dict[str, str]:
    """Name to exact version of the requirements that hold on a machine; on this one if none is named."""
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in requirements
        if one.marker is None or one.marker.evaluate(machine)
    }


def brought(requirements, machine=None) -> dict[str, str]:
    return versions([entry for entry, _ in locked(requirements)], machine)


@pytest.mark.parametrize("name", PAIRS)
def test_every_requirement_is_locked_in_its_version_on_every_machine(name):
    for machine in MACHINES:
        asked = versions(required(name), machine)
        assert {one: brought(name, machine).get(one) for one in asked} == asked, STALE


@pytest.mark.parametrize("name", PAIRS)
def test_a_lock_holds_exact_versions_and_their_hashes_and_nothing_else(name):
    for entry, hashes in locked(name):
        assert re.fullmatch(r"==[^*,]+", str(entry.specifier)) and not entry.url, entry
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), entry


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: f"{m['python_version']}-{m['sys_platform']}")
def test_development_has_what_users_have(machine):
    assert brought("requirements", machine).items() <= brought("requirements-dev", machine).items(), STALE


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_a_lock_holds_what_the_requirements_bring_and_no_more(name):
    """Followed through the packages installed here; a marker of another system leads nowhere."""
    seen: set[tuple[str, str]] = set()
    ahead = [(one, "") for one in required(name)]
    while ahead:
        requirement, extra = ahead.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        package = canonicalize_name(requirement.name)
        for wanted in ["", *requirement.extras]:
            if (package, wanted) not in seen:
                seen.add((package, wanted))
                ahead += [(Requirement(one), wanted) for one in metadata.requires(package) or []]
    assert {package for package, _ in seen} == set(brought(name)), STALE


def test_the_packages_installed_here_are_the_locked_ones():
    here = {name: metadata.version(name) for name in brought("requirements-dev")}
    assert here == brought("requirements-dev"), "run tools/setup test"
