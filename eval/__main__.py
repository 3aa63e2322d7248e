"""Scores per field of the extraction over reviewed reports and labelled passages."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from etl.engine.extract import extract
from etl.engine.identify.identify import identify
from etl.engine.model import Document
from eval.gold import PASSAGES, GoldDocument, labelled_passages, reviewed_reports
from eval.score import FIELDS, Score, score
from eval.show import misses, table

REPOSITORY = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print one table a source and the totals; with --misses, everything that went wrong before them."""
    arguments = _parser().parse_args()
    totals: list[tuple[str, Score]] = []
    for title, documents in _sources(arguments.folders):
        chosen = [gold for gold in documents if arguments.only in gold.name or arguments.only in gold.group]
        if not chosen:
            continue
        rows, wrong = _score_all(chosen, arguments.fields.split(","), arguments.identify)
        if arguments.misses:
            print(wrong, end="\n\n")
        total = Score()
        for _, row in rows:
            total.add(row)
        print(f"{title}\n{table([*rows, ('total', total)])}\n")
        totals.append((title, total))
    print(table(totals) if totals else "No labelled document here: put the reports into REPORTS_DIR.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders of labelled passages to score as well")
    parser.add_argument("--misses", action="store_true", help="list each miss, false figure and field error")
    parser.add_argument(
        "--fields", default=",".join((*FIELDS, "whole")), help="the fields whose errors --misses lists"
    )
    parser.add_argument(
        "--identify", action="store_true", help="take the context from title and text, not from the labels"
    )
    parser.add_argument("--only", default="", help="only documents whose name or file contains this")
    return parser


def _sources(folders: list[Path]) -> Iterator[tuple[str, list[GoldDocument]]]:
    places = [
        Path(os.environ.get("REPORTS_DIR", REPOSITORY / "data/reports")),
        REPOSITORY.parent / "shared/reports",
    ]
    data = Path(os.environ.get("DATA_DIR", REPOSITORY / "data"))
    yield "reviewed reports", reviewed_reports(data, places)
    for folder in [PASSAGES, *folders]:
        yield f"passages in {folder.name}/", labelled_passages(folder)


def _score_all(
    documents: list[GoldDocument], fields: list[str], from_text: bool
) -> tuple[list[tuple[str, Score]], str]:
    """Scores by report or passage file, and the text of all misses."""
    rows: dict[str, Score] = {}
    wrong = []
    for gold in documents:
        context = identify(_titled(gold)) if from_text else gold.context
        result = score(gold, extract(gold.document, context), context)
        rows.setdefault(gold.name if gold.group == "reports" else gold.group, Score()).add(result)
        wrong.append(misses(gold, result, fields))
    return list(rows.items()), "\n".join(filter(None, wrong))


def _titled(gold: GoldDocument) -> Document:
    """The document with its title as a page gives it: many passages are fragments without their head."""
    return replace(gold.document, title=gold.document.title or gold.context.title)


if __name__ == "__main__":
    main()
