"""Which tests run in one worker: those of a module that sets something up once for all of them.

`--dist loadgroup` of pytest-xdist 3.8 would do this, but with pytest 9.2 it groups nothing and says nothing
(pytest-xdist's issue 1386): what is set up once a module was set up in each worker.
"""

from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

REPOSITORY = Path(__file__).resolve().parent.parent


class Scheduling(LoadScopeScheduling):
    """Gives a free worker the next test, or the next module that shares."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(test: str) -> str:
    """What is given to a worker at once: a test, by its id, or the module that it is in."""
    module = test.partition("::")[0]
    return module if shares(REPOSITORY / module) else test


@cache
def shares(module: Path) -> bool:
    """Whether the tests of a module use what is set up once a module, there or in its folder's conftest."""
    places = (module, module.with_name("conftest.py"))
    return any('scope="module"' in place.read_text(encoding="utf-8") for place in places if place.exists())
