"""`python -m etl fetch`: bring the documents of known addresses into a folder."""

import argparse
import sys
from collections import Counter

from tqdm import tqdm

from etl.data.rules import data_folder
from etl.fetching.addresses import wanted_of
from etl.fetching.manners import Polite
from etl.fetching.run import fetch_all, only_one
from etl.fetching.store import Store
from etl.fetching.web import Bounds, Web
from etl.publishing.build import Folders
from etl.publishing.documents import FETCHED

AGENT = "enforcement-compare (reads published enforcement reports)"
STATES = {
    "new": "新取到",
    "changed": "有变化，另存为新版",
    "same": "没有变化",
    "kept": "已有",
    "failed": "没有取到",
}


def run_fetch(options: argparse.Namespace) -> int:
    """The command: exit status 1 if any document did not come, after the others have."""
    folder = options.into or Folders.from_environment().reports / FETCHED
    wanted = wanted_of(options.addresses or options.reports or data_folder() / "reports.csv")
    states: Counter[str] = Counter()
    web = Web(Bounds(size=options.size << 20, seconds=options.seconds), AGENT)
    polite = Polite(web, AGENT, delay=options.delay, own_network=options.own_network)
    with (
        only_one(folder),
        tqdm(total=len(wanted), desc="取报告", unit="份", disable=None, leave=False) as bar,
    ):
        for fetched in fetch_all(wanted, Store(folder), polite, options.again):
            bar.update()
            states[fetched.state] += 1
            for said in [fetched.trouble] if fetched.trouble else fetched.notes:
                tqdm.write(f"{fetched.wanted.name}（{fetched.wanted.address}）：{said}", file=sys.stderr)
    web.close()
    told = "，".join(f"{word} {states[state]} 份" for state, word in STATES.items() if states[state])
    print(f"{len(wanted)} 份报告：{told or '没有网址'}；存于 {folder}")
    return 1 if states["failed"] else 0
