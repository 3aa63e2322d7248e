"""`python -m etl export-figures`: the ledger's reviewed figures as files below data/."""

import argparse
import sys

from etl.publishing.build import Folders
from etl.publishing.exporting import export_figures
from etl.publishing.losses import working_ledger


def run_export(options: argparse.Namespace) -> int:
    """The command: exit status 1 where a report that was named could not be written."""
    done = export_figures(
        working_ledger(), Folders.from_environment().data, options.reports, options.documents
    )
    for said in done.left_out:
        print(said, file=sys.stderr)
    print(f"已写出 {len(done.reports)} 份报告的 {done.figures} 个数字", file=sys.stderr)
    return 1 if options.reports and done.left_out else 0
