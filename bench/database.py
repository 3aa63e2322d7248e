"""The dashboard on a country: 110,000 agencies, 1.1 million reports, 50 million figures, all generated.

Every query of the pages, in random selections; the answer to a filter change; the server's memory.
"""

import argparse
import sys
from pathlib import Path

from bench import pages, queries, servers, visits
from bench.generate import generate, generated
from dashboard.data.store import open_published

REPEATS = 20
YEARS = 10
QUERY_LIMIT, MEMORY_LIMIT = 150, 1500


def measure(options: argparse.Namespace) -> dict:
    """Print and return the 95th percentile of each query, the filter changes and the memory."""
    folder = country_of(options)
    published = open_published(folder)
    results = {"MB on disk": published.path.stat().st_size / 1e6}
    results["p95 ms"] = asked = {}
    for name, times in queries.measure(published, REPEATS).items():
        asked[name] = queries.percentile(times, 0.95)
        late = "  over the limit" if asked[name] > QUERY_LIMIT else ""
        print(f"{queries.percentile(times, 0.5):8.1f} {asked[name]:8.1f} ms p95  {name}{late}")
    with servers.dashboard(folder) as own, visits.browser() as browser:
        results["filter change"] = pages.filter_changes(browser, own, folder)
        visitor = visits.new_visitor(browser)
        for name in ("", *pages.THEMES, *pages.OTHERS):
            took, page = visits.load(visitor, f"{own.address}/{name}")
            page.close()
            results[f"country, {name or 'overview'}"] = took
            print(f"the whole country, first visit, {name or 'overview':12} {took:6.0f} ms")
        results["server MB"] = own.most_memory()
    print(f"memory of the server at most: {results['server MB']:.0f} MB (limit {MEMORY_LIMIT})")
    return results


def country_of(options: argparse.Namespace) -> Path:
    """The folder of the generated country, made where it is missing."""
    folder = options.generated.resolve()
    if not generated(folder, options.agencies, YEARS):
        generate(folder, options.agencies, YEARS, say=lambda text: print(text, file=sys.stderr))
    return folder
