"""`python -m tests.browser.opens ADDRESS`: a visitor's first minute, on a server that somebody else started.

Opens the first page and a theme page in Chromium and looks for bars with numbers; the exit status says
whether they are there and the console stayed clean.
"""

import sys

from tests.browser.conftest import chromium, visits

PAGES = ("", "enforcement")


def main() -> None:
    """Print what is drawn on each page. Raises AssertionError where nothing is."""
    (address,) = sys.argv[1:]
    with chromium() as browser, visits(browser, address) as visit:
        for path in PAGES:
            charts = visit(path).marks()
            bars = [bar for chart in charts for bar in chart]
            assert bars and all(bar["name"] and bar["text"] for bar in bars), f"no chart on {address}/{path}"
            print(f"{address}/{path}: {len(charts)} charts, {len(bars)} bars")


if __name__ == "__main__":
    main()
