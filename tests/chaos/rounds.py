"""One round: a storm, a restore that is killed as well, another storm, and the account."""

import os
import random
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from etl.ledger.backup import back_up
from etl.ledger.connect import close_all
from etl.ledger.restore import restore
from tests.chaos.account import losses
from tests.chaos.journal import entries
from tests.chaos.place import Place, clear, prepare
from tests.chaos.storm import Storm, begun, end

INTERRUPTED = 3  # times that a restore is killed before it is let through
LONGEST_RESTORE = 0.15  # seconds until such a kill


def one_round(
    kills: int, until: float, dice: random.Random, server=None, address: str = ""
) -> tuple[Counter[str], list[str]]:
    """Go through it in a place of its own; what happened, and what was lost. `address`: where to serve it."""
    counts: Counter[str] = Counter()
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="chaos") as folder:
        place = replace(prepare(Path(folder), server), address=address)
        try:
            half = time.monotonic() + (until - time.monotonic()) / 2
            counts += _storm(place, kills // 2, half, dice, server)
            place = _restore(place, dice, counts, server)
            counts += _storm(place, kills - counts["kills"], until, dice, server)
            lost = losses(place)
            counts += Counter(said["what"] for said in entries(place.journals))
        finally:
            close_all()
            clear(place)
            os.environ.clear()  # the place was entered: the tests that follow have others
            os.environ.update(environment)
    return counts, lost


def _storm(place: Place, kills: int, until: float, dice: random.Random, server) -> Counter[str]:
    storm = Storm(place, dice, server)
    storm.rage(kills, until)
    return storm.counts


def _restore(place: Place, dice: random.Random, counts: Counter[str], server) -> Place:
    """Lose the ledger, and restore it from a backup of this moment; nothing that was confirmed goes."""
    place.enter()
    close_all()
    backup = place.backups / "before-the-loss"
    if not place.is_sqlite:
        return _into_another_database(place, backup, counts, server)
    back_up(backup)
    close_all()
    counts[_damage(Path(place.ledger), dice)] += 1
    for _ in range(INTERRUPTED):
        victim = begun(_restore_here, (place, backup))
        time.sleep(dice.uniform(0, LONGEST_RESTORE))
        end(victim)
        counts["kills"] += victim.exitcode != 0
    restore(backup)
    counts["ledgers restored"] += 1
    return place


def _restore_here(place: Place, backup: Path) -> None:
    place.enter()
    restore(backup)


def _damage(ledger: Path, dice: random.Random) -> str:
    """What may happen to a file; gives what it was."""
    content = bytearray(ledger.read_bytes())
    at = dice.randrange(len(content))
    match what := dice.choice(["nothing damaged", "ledger gone", "ledger cut short", "ledger overwritten"]):
        case "ledger gone":
            ledger.unlink()
        case "ledger cut short":
            ledger.write_bytes(content[:at])
        case "ledger overwritten":
            content[at : at + 8192] = dice.randbytes(len(content[at : at + 8192]))
            ledger.write_bytes(content)
    return what


def _into_another_database(place: Place, backup: Path, counts: Counter[str], server) -> Place:
    run = {"capture_output": True, "check": True}
    subprocess.run([place.dump, "--format=custom", f"--file={backup}", place.ledger], **run)
    another = server.new_database()
    subprocess.run([place.load, "--no-owner", "--exit-on-error", f"--dbname={another}", str(backup)], **run)
    counts["ledgers restored"] += 1
    return replace(place, ledger=another)
