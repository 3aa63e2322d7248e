"""What axe-core finds on a page that keeps somebody out."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
# What colours decide; all else is the same in the dark.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Rules of axe that Streamlit's own widgets break and a page cannot mend.
BEYOND_US = ("presentation-role-conflict",)  # its uploader has a name and the role of nothing


def violations(page: Page, rules: dict | None = None) -> list[str]:
    """Each broken rule with the element that breaks it; of all rules, or of `rules` as axe's `runOnly`."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    found = AXE.run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        if rule["id"] not in BEYOND_US
        for node in rule["nodes"]
    ]
