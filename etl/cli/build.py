"""`python -m etl build`: what was published, or with --preview what would be."""

import argparse
import sys
from dataclasses import replace

from etl.engine.errors import EnforcementCompareError
from etl.ledger import ledger_at_hand
from etl.publishing.build import BuildResult, Folders, build, keep_versions
from etl.publishing.versions import prepare


def run_build(args: argparse.Namespace) -> int:
    """The command: build, say on standard error what was done, return the exit status."""
    if args.preview:
        return run_preview(args)
    try:
        result = build(
            _folders(args),
            keep_versions(),
            ledger=ledger_at_hand(),
            unreviewed=args.unreviewed,
            without_ledger=args.without_ledger,
            who=args.by,
            title=args.title,
        )
    except EnforcementCompareError as error:
        print(error, file=sys.stderr)
        return 1
    for warning in result.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    print(summary(result), file=sys.stderr)
    return 0


def run_preview(options: argparse.Namespace) -> int:
    """The command: what a build would change, by indicator; nothing is put into service."""
    folders = _folders(options)
    preview = prepare(folders, ledger=ledger_at_hand(), unreviewed=options.unreviewed)
    for warning in preview.losses + preview.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    for change in preview.changes:
        name = change.name_zh or change.indicator or "（没有指标）"
        print(f"{name}\t新增 {change.added}\t改动 {change.changed}\t移除 {change.removed}")
    if not preview.changes:
        print("没有变化" if preview.unchanged else "数字没有变化", file=sys.stderr)
    return 0


def _folders(options: argparse.Namespace) -> Folders:
    named = Folders.from_environment()
    return replace(named, lake=options.lake or named.lake, guessed=options.guessed)


def summary(result: BuildResult) -> str:
    """Say in one line what a build did."""
    if result.unchanged:
        return f"没有变化，仍使用 {result.version}"
    said = f"已发布 {result.version}：{result.reports} 份报告，{result.figures} 个数字"
    if result.read:
        said += f"；新读 {len(result.read)} 份文件"
    if result.warnings:
        said += f"；{len(result.warnings)} 处需要注意，见上"
    return said
