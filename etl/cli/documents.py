"""What the commands that read documents share: one task over all of them, progress, troubles, exit status."""

import sys
from collections.abc import Callable

from tqdm import tqdm

from etl.data.rules import rulebook
from etl.engine import Engine
from etl.pool import Order, Outcome, documents_below, extracted, order_for, outcomes_of


def over_documents(
    paths: list[str],
    jobs: int,
    word: str,
    show: Callable[[Outcome], None],
    task: Callable[[Engine, Order], Outcome] = extracted,
    contexts: dict[str, dict] | None = None,
    rejections: bool = False,
) -> int:
    """Do `task` with every document of the paths and `show` what came of it; troubles go to standard error.

    `word` names the work beside the progress bar. Returns the exit status: 1 if any document could not be
    read, after the others have been done.
    """
    troubles, orders = 0, []
    for path, trouble in documents_below(paths):
        if trouble:
            troubles += 1
            print(trouble, file=sys.stderr)
        else:
            orders.append(order_for(path, contexts or {}, rejections))
    # No bar where what is shown itself runs down the same terminal.
    shown = sys.stderr.isatty() and not sys.stdout.isatty() and len(orders) > 1
    with tqdm(total=len(orders), desc=word, unit="份", disable=not shown, leave=False) as bar:
        for outcome in outcomes_of(orders, Engine(rulebook()), jobs, task=task):
            for warning in outcome.warnings:
                tqdm.write(warning, file=sys.stderr)
            if outcome.trouble:
                troubles += 1
                tqdm.write(outcome.trouble, file=sys.stderr)
            else:
                show(outcome)
            bar.update()
    return 1 if troubles else 0
