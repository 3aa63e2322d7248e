"""`python -m bench [extract]`: run the measurements, all of them unless one is named."""

import argparse
import json
from datetime import datetime
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).resolve().parent.parent / "bench-results"
MEASUREMENTS = {"extract": "bench.extract"}  # name: a module whose measure(options) returns its results


def main() -> None:
    """Run the named measurements and write what each returns to bench-results/<name>.json."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(MEASUREMENTS)}; all by default")
    parser.add_argument("--megabytes", type=int, default=20, help="size of the repeated text (default 20)")
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
