"""A site, and a fetch from it into a folder of its own that does not wait."""

import pytest

from etl.fetching.addresses import Wanted
from etl.fetching.manners import Polite
from etl.fetching.run import fetch_all
from etl.fetching.store import Store
from etl.fetching.web import Bounds, Web
from tests.etl.fetching.site import Site

AGENT = "enforcement-compare-tests"


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "fetched"
    found.mkdir()
    return found


@pytest.fixture
def fetch(site, folder):
    """fetch(PATH or ADDRESS…): what became of each; `waits` collects the pauses instead of making them."""

    def run(*addresses, again=False, own_network=True, bounds=None, delay=0.0, **names):
        web = Web(bounds or Bounds(seconds=10, silence=5), AGENT)
        whole = [each if "://" in each else site.address + each for each in addresses]
        wanted = [Wanted(names.get("name", f"r{n}"), each) for n, each in enumerate(whole, 1)]
        polite = Polite(web, AGENT, delay=delay, own_network=own_network, sleep=run.waits.append)
        try:
            return list(fetch_all(wanted, Store(folder), polite, again))
        finally:
            web.close()

    run.waits = []
    return run
