"""How long pages take, beside a bare Streamlit app with one Plotly chart, in one run: medians of 7.

Every round visits each page once, in turn, so that whatever else the machine does falls on all alike.
"""

import argparse
import statistics
from collections import defaultdict
from pathlib import Path

from bench import servers, visits
from bench.line import slow_line
from dashboard.data.store import open_published, published_folder
from dashboard.queries import Filters, agencies

ROUNDS = 7
BARE = servers.REPOSITORY / "bench" / "bare.py"
APP = servers.REPOSITORY / "app.py"
THEMES = ("enforcement", "inspections", "hazards", "training")
OTHERS = ("compare", "coverage", "regions", "quality", "figures")
MEGABITS, LATENCY = 20, 20
FILTERED = 50  # agencies
LIMITS = {"overview": 1.5, **dict.fromkeys(THEMES, 2.0)}  # times the bare app


def measure(options: argparse.Namespace) -> dict:
    """Print and return all measurements, in milliseconds and as ratios."""
    published = Path(options.published or published_folder()).resolve()
    with (
        servers.dashboard(published) as own,
        servers.plain_streamlit(BARE, published, BARE.parent) as bare,
        servers.plain_streamlit(APP, published) as plain,
        visits.browser() as browser,
    ):
        results = {"ready": beside_bare(browser, own, bare)}
        results["slow line"] = on_slow_line(browser, own, plain, bare)
        results["filter change"] = filter_changes(browser, own, published)
        results["server MB"] = own.most_memory()
    print(f"memory of the server at most: {results['server MB']:.0f} MB")
    return results


def beside_bare(browser, own: servers.Server, bare: servers.Server) -> dict:
    """Ready times of all pages, and how they compare with the bare app: cold with an empty cache, warm in a
    tab that has had the page before."""
    pages = {"overview": f"{own.address}/"} | {name: f"{own.address}/{name}" for name in THEMES + OTHERS}
    pages = {"bare": bare.address, **pages}
    _, tab = visits.load(visits.new_visitor(browser), bare.address)
    for url in [*pages.values()] * 2:
        visits.go(tab, url)
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, url in pages.items():
            stranger = visits.new_visitor(browser)
            times[name, "cold"].append(visits.load(stranger, url)[0])
            stranger.close()
            times[name, "warm"].append(visits.go(tab, url))
    return _compared({key: statistics.median(found) for key, found in times.items()}, list(pages))


def _compared(medians: dict[tuple[str, str], float], pages: list[str]) -> dict:
    print(f"{'page':12} {'cold ms':>8} {'warm ms':>8} {'cold ×':>7} {'warm ×':>7}  times the bare app, limit")
    found = {}
    for name in pages:
        cold, warm = medians[name, "cold"], medians[name, "warm"]
        ratios = {"cold": cold / medians["bare", "cold"], "warm": warm / medians["bare", "warm"]}
        print(
            f"{name:12} {cold:8.0f} {warm:8.0f} {ratios['cold']:7.2f} {ratios['warm']:7.2f}"
            f"  {LIMITS.get(name, '')}"
        )
        found[name] = {"cold ms": cold, "warm ms": warm, "cold ×": ratios["cold"], "warm ×": ratios["warm"]}
    return found


def on_slow_line(browser, own: servers.Server, plain: servers.Server, bare: servers.Server) -> dict:
    """A cold overview at 20 Mbit/s and 20 ms: as served here, by plain Streamlit, and the bare app."""
    times = defaultdict(list)
    with (
        slow_line(own.address, MEGABITS, LATENCY) as own_far,
        slow_line(plain.address, MEGABITS, LATENCY) as plain_far,
        slow_line(bare.address, MEGABITS, LATENCY) as bare_far,
    ):
        for _ in range(ROUNDS):
            for name, address in (("own", own_far), ("plain", plain_far), ("bare", bare_far)):
                stranger = visits.new_visitor(browser)
                times[name].append(visits.load(stranger, f"{address}/")[0])
                stranger.close()
    found = {name: statistics.median(taken) for name, taken in times.items()}
    found |= {f"× {name}": found["own"] / found[name] for name in ("plain", "bare")}
    print(
        f"cold overview at {MEGABITS} Mbit/s, {LATENCY} ms: {found['own']:.0f} ms; the same page by plain "
        f"Streamlit {found['plain']:.0f} ms: × {found['× plain']:.2f} (limit 0.6); one chart by plain "
        f"Streamlit {found['bare']:.0f} ms: × {found['× bare']:.2f}"
    )
    return found


def filter_changes(browser, own: servers.Server, published: Path) -> dict:
    """From the press on another basis to its result. Each round has other agencies, fifty of them, so that
    nothing was asked before."""
    visitor = visits.new_visitor(browser)
    rounds = [_fifty(published, number) for number in range(ROUNDS)]
    found = {}
    for name in ("", *THEMES):
        times = []
        for agencies_of_round in rounds:
            query = "&".join(f"agency={agency}" for agency in agencies_of_round)
            _, page = visits.load(visitor, f"{own.address}/{name}?{query}")
            press = page.get_by_role("radio", name="本机关", exact=True).first
            times.append(visits.answer(page, press.click, "口径本机关"))
            page.close()
        page_name = name or "overview"
        found[page_name] = statistics.median(times)
        print(f"filter change, {page_name:12} {found[page_name]:6.0f} ms (limit 300)")
    return found


def _fifty(published: Path, number: int) -> list[str]:
    """Fifty agencies that have reports; with another number, others."""
    known = agencies(open_published(published), Filters(), limit=10_000)
    reporting = known.loc[known["reports"] > 0, "agency"].tolist()
    start = number * (FILTERED if len(reporting) > 2 * FILTERED * ROUNDS else 3)
    return (reporting[start:] + reporting[:start])[:FILTERED]
