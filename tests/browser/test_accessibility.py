"""axe-core finds nothing on any page, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_pages import PAGES

AXE = Axe()
# What colours decide; all else is the same in the dark.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Rules of axe that Streamlit's own widgets break and a page cannot mend.
BEYOND_US = ()


def violations(page, rules: dict | None = None) -> list[str]:
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = AXE.run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        if rule["id"] not in BEYOND_US
        for node in rule["nodes"]
    ]


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(visit, name):
    dashboard = visit("" if name == "overview" else name)
    assert background(dashboard.page) == "rgb(255, 255, 255)"
    assert violations(dashboard.page) == []
    dashboard.page.emulate_media(color_scheme="dark")
    dashboard.ready()
    assert background(dashboard.page) != "rgb(255, 255, 255)"
    assert violations(dashboard.page, OF_COLOURS) == []
