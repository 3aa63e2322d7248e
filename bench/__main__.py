"""`python -m bench [NAME…]`: run the measurements, all unless some are named."""

import argparse
import json
from datetime import datetime
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "bench-results"
# name: a module whose measure(options) returns its results
MEASUREMENTS = {
    "extract": "bench.extract",
    "pages": "bench.pages",
    "sessions": "bench.sessions",
    "deck": "bench.deck",
    "database": "bench.database",
    "api": "bench.api",
    "lake": "bench.lake",
    "rehearsal": "bench.rehearsal",
}


def main() -> None:
    """Run the named measurements and write what each returns to bench-results/<name>.json."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(MEASUREMENTS)}; all by default")
    parser.add_argument("--megabytes", type=int, default=20, help="size of the repeated text (default 20)")
    parser.add_argument("--published", help="published folder to serve (default PUBLISHED_DIR)")
    parser.add_argument(
        "--generated",
        type=Path,
        default=RESULTS / "generated",
        help="folder of the large generated database, made where it is missing",
    )
    parser.add_argument("--agencies", type=int, default=110_000, help="its agencies, of ten years each")
    parser.add_argument("--figures", type=int, help="of the generated lake, by default a million and five")
    parser.add_argument("--documents", type=int, default=1100, help="of the rehearsal (default 1100)")
    parser.add_argument(
        "--kill-every", type=float, default=20, metavar="S", help="of its workers (default 20)"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(MEASUREMENTS):
        parser.error(f"no measurement {', '.join(sorted(unknown))}")
    RESULTS.mkdir(exist_ok=True)
    for name in options.names or MEASUREMENTS:
        results = import_module(MEASUREMENTS[name]).measure(options)
        results["taken"] = datetime.now().isoformat(timespec="seconds")
        target = RESULTS / f"{name}.json"
        target.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        print(f"written to {target}\n")


if __name__ == "__main__":
    main()
