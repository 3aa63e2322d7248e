"""`python -m etl versions` and `python -m etl rollback`: what is kept, and an earlier one put back."""

import argparse
import sys

from etl.publishing.build import Folders
from etl.publishing.versions import list_versions, put_back


def run_versions(_options: argparse.Namespace) -> int:
    """The command: one line a version; exit status 1 where there is none."""
    found = list_versions(Folders.from_environment())
    for version in found:
        mark = "*" if version.in_service else " "
        state = "" if version.intact else "  已损坏"
        said = f"{version.reports} 份报告  {version.figures} 个数字  {version.who} {version.title}".rstrip()
        print(f"{mark} {version.name}  {version.built_at}  {said}{state}")
    if not found:
        print("还没有发布过；请运行 python -m etl build", file=sys.stderr)
    return 0 if found else 1


def run_rollback(options: argparse.Namespace) -> int:
    """The command: put an earlier version back."""
    version = put_back(Folders.from_environment(), options.name, options.by)
    print(f"现在使用 {version.name}（{version.figures} 个数字）", file=sys.stderr)
    return 0
