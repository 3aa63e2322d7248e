"""Scores per field of the extraction over reviewed reports and labelled passages.

`python -m eval numerals FILE…` and `python -m eval facts FILE…` hold the program against lists of others;
`python -m eval teach FOLDER…` learns from labelled passages in which order figures are to be reviewed.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from etl.data.rules import data_folder, rulebook
from etl.engine import Engine
from etl.engine.model import Document
from eval import facts, numerals, teach
from eval.gold import PASSAGES, GoldDocument, labelled_passages, reviewed_reports
from eval.identified import identified
from eval.score import FIELDS, Score, score
from eval.show import misses, reasons, reliability, table

REPOSITORY = Path(__file__).resolve().parent.parent
INVENTED = REPOSITORY / "tests" / "documents"
COMMANDS = {"numerals": numerals.run, "facts": facts.run, "teach": teach.run}


def main() -> None:
    """Print one table a source and the totals; with --misses, everything that went wrong before them."""
    if sys.argv[1:2] and sys.argv[1] in COMMANDS and sys.argv[2:]:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    arguments = _parser().parse_args()
    engine = Engine(rulebook())
    totals: list[tuple[str, Score]] = []
    for title, documents in _sources(engine, arguments.folders):
        chosen = [gold for gold in documents if arguments.only in gold.name or arguments.only in gold.group]
        if not chosen:
            continue
        totals.append((title, _print_source(engine, title, chosen, arguments)))
    print(table(totals))
    print(*(f"{name} {line}" for name, total in totals if (line := reasons(total))), sep="\n")
    print(*(f"{name} {reliability(total)}" for name, total in totals), sep="\n")


def _print_source(
    engine: Engine, title: str, chosen: list[GoldDocument], arguments: argparse.Namespace
) -> Score:
    """Print the scores of a source's documents; return their total."""
    rows, wrong = _score_all(engine, chosen, arguments.fields.split(","), arguments.identify)
    if arguments.misses:
        print(wrong, end="\n\n")
    total = Score()
    for _, row in rows:
        total.add(row)
    print(f"{title}\n{table([*rows, ('total', total)])}")
    print(identified(engine, ((gold.document, gold.known) for gold in chosen if gold.known)).line())
    print(*(line for gold in chosen for line in gold.misread), "", sep="\n")
    return total


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        help="to score too: folders of labelled passages (*.yml), or of documents whose figures data/ holds",
    )
    parser.add_argument("--misses", action="store_true", help="list each miss, false figure and field error")
    parser.add_argument(
        "--fields", default=",".join((*FIELDS, "whole")), help="the fields whose errors --misses lists"
    )
    parser.add_argument(
        "--identify", action="store_true", help="take the context from title and text, not from the labels"
    )
    parser.add_argument("--only", default="", help="only documents whose name or file contains this")
    return parser


def _sources(engine: Engine, folders: list[Path]) -> Iterator[tuple[str, list[GoldDocument]]]:
    """Raises SystemExit for a folder that holds nothing to score."""
    data = data_folder()
    documents = Path(os.environ.get("REPORTS_DIR", REPOSITORY / "data/reports"))
    yield "reviewed reports", reviewed_reports(engine, data, [documents])
    yield "invented reports", reviewed_reports(engine, INVENTED / "data", [INVENTED / "reports"])
    yield f"passages in {PASSAGES.name}/", labelled_passages(PASSAGES)
    for folder in folders:
        labelled = labelled_passages(folder) or reviewed_reports(engine, data, [folder])
        if not labelled:
            raise SystemExit(f"{folder}: no labelled passages and no document of a reviewed report")
        yield f"{folder.name}/", labelled


def _score_all(
    engine: Engine, documents: list[GoldDocument], fields: list[str], from_text: bool
) -> tuple[list[tuple[str, Score]], str]:
    """Scores by report or passage file, and the text of all misses."""
    rows: dict[str, Score] = {}
    wrong = []
    for gold in documents:
        context = engine.identify(_titled(gold)) if from_text else gold.context
        result = score(gold, engine.extract(gold.document, context), context)
        rows.setdefault(gold.name if gold.group == "reports" else gold.group, Score()).add(result)
        wrong.append(misses(gold, result, fields))
    return list(rows.items()), "\n".join(filter(None, wrong))


def _titled(gold: GoldDocument) -> Document:
    """The document with its title as a page gives it: many passages are fragments without their head."""
    return replace(gold.document, title=gold.document.title or gold.context.title)


if __name__ == "__main__":
    main()
