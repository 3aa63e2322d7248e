"""What programs wait for: pages of 1,000 rows of the API, asked of the country in random selections."""

import argparse
import random
import time
from collections.abc import Callable
from urllib.parse import urlencode
from urllib.request import urlopen

from bench import servers
from bench.database import QUERY_LIMIT, country_of
from bench.queries import percentile
from dashboard import queries
from dashboard.data.store import open_published
from dashboard.region_paths import region_codes

ROWS = 1_000
ASKED = 40  # questions of each kind
FORMS = ("json", "csv", "parquet", "arrow")


def measure(options: argparse.Namespace) -> dict:
    """Print and return median and 95th percentile in milliseconds, each question new to the server."""
    folder = country_of(options)
    published = open_published(folder)
    draw = random.Random(1)
    years = queries.years(published)
    known = queries.indicators(published)["id"].tolist()
    regions = sorted(region_codes(queries.divisions(published)))
    kinds: dict[str, Callable[[], dict]] = {
        "figures of a region": lambda: {"region": draw.choice(regions), "years": draw.choice(years)},
        "figures of an indicator": lambda: {"indicator": draw.choice(known), "years": draw.choice(years)},
        "headlines of an indicator": lambda: {"indicator": draw.choice(known), "years": draw.choice(years)},
        "agencies of a region": lambda: {"region": draw.choice(regions)},
        "reports of a region": lambda: {"region": draw.choice(regions), "years": draw.choice(years)},
        "coverage of a region": lambda: {"region": draw.choice(regions), "years": draw.choice(years)},
    }
    results = {}
    with servers.dashboard(folder) as own:
        for kind, asked in kinds.items():
            for form in FORMS if kind.startswith("figures") else FORMS[:1]:
                address = f"{own.address}/api/v1/{kind.split()[0]}?"
                common = {"limit": ROWS, "format": form}
                times = [_timed(address + urlencode(asked() | common)) for _ in range(ASKED + 1)][1:]
                median, most = percentile(times, 0.5), percentile(times, 0.95)
                results[f"{kind}, {form}"] = {"median ms": median, "p95 ms": most}
                late = "  over the limit" if most > QUERY_LIMIT else ""
                print(f"{median:8.1f} {most:8.1f} ms p95  {kind}, {form}{late}")
        results["server MB"] = own.most_memory()
    return results


def _timed(address: str) -> float:
    began = time.perf_counter()
    with urlopen(address, timeout=60) as answer:
        answer.read()
    return (time.perf_counter() - began) * 1000
