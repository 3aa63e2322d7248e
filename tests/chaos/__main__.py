"""`python -m tests.chaos --minutes 10`: rounds on both databases; status 1 where one lost anything."""

import argparse
import random
import sys
import time
from collections import Counter

from tests.browser.conftest import free_port
from tests.chaos.rounds import one_round
from tests.postgres import Server

KILLS_A_ROUND, LONGEST_ROUND = 60, 60  # seconds


def main(arguments: list[str] | None = None) -> int:
    """Print a line a round and the sum: kills and losses."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kills", type=int, default=10**9, help="end when so many were killed")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    dice, until = random.Random(seed), time.monotonic() + 60 * options.minutes
    total, lost, number = Counter(), [], 0
    print(f"seed {seed}", flush=True)
    with Server() as server:
        while time.monotonic() < until and total["kills"] < options.kills:
            database = (None, server)[number % 2]
            end = min(until, time.monotonic() + LONGEST_ROUND)
            counts, missing = one_round(KILLS_A_ROUND, end, dice, database, f"http://127.0.0.1:{free_port()}")
            number, total, lost = number + 1, total + counts, lost + missing
            print(
                f"{number} {'PostgreSQL' if database else 'SQLite'}: {told(counts)}; lost: {len(missing)}",
                flush=True,
            )
            for each in missing:
                print(f"  LOST {each}", flush=True)
    print(f"{total['kills']} kills, {len(lost)} losses; {told(total)}")
    return 1 if lost else 0


def told(counts: Counter[str]) -> str:
    return ", ".join(f"{what} {count}" for what, count in sorted(counts.items()) if count)


if __name__ == "__main__":
    sys.exit(main())
