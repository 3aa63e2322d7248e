"""The command line; `python -m etl --help` lists the commands, `python -m etl COMMAND --help` says more."""

import argparse
import io
import os
import sys
from pathlib import Path

from etl.cli.arguments import Arguments
from etl.cli.commands import add_build_options, add_commands, add_fetch_options, add_jobs, later
from etl.engine.errors import EnforcementCompareError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit status: 0, or 1 where something could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not what a test has put in its place
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        status = options.run(options)
        sys.stdout.flush()
        return status
    except EnforcementCompareError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("已中断", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Arguments(prog="python -m etl", description="从执法报告到可比较的数字")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="由 data/ 和报告原文生成并发布数据文件")
    add_build_options(build)
    build.set_defaults(run=later("build", "run_build"))

    verify = commands.add_parser("verify", help="检查 data/，并与手头的原文逐字核对")
    verify.set_defaults(run=later("verify", "run_verify"))

    add_commands(commands)

    _add_extract(commands.add_parser("extract", help="读出文件中的每一个数字，每个数字一行 JSON"))
    _add_identify(commands.add_parser("identify", help="说出每份文件是谁的什么报告、哪一年的，猜的地方注明"))
    add_fetch_options(commands.add_parser("fetch", help="按网址把报告原文取到文件夹（守 robots.txt）"))

    _add_tidy(commands.add_parser("tidy", help="清理数据湖里已被新文件替换的文件"))

    explain = commands.add_parser("explain", help="生成一个网页，在原文上标出每个数字及其含义")
    explain.add_argument("file", metavar="FILE", help="报告文件")
    explain.add_argument("--html", type=Path, required=True, metavar="OUT", help="写到哪个 HTML 文件")
    explain.add_argument("--reports", type=Path, metavar="CSV", help="已知的报告信息，列同 data/reports.csv")
    explain.set_defaults(run=later("explain", "run_explain"))
    return parser


def _add_extract(extract: argparse.ArgumentParser) -> None:
    extract.add_argument("paths", nargs="+", metavar="PATH", help="文件，或文件夹（含下级）；- 表示标准输入")
    extract.add_argument("--format", choices=("jsonl", "table"), default="jsonl", help="输出格式，默认 jsonl")
    extract.add_argument("--rejections", action="store_true", help="也列出不取的数字及其原因（reason）")
    extract.add_argument("--reports", type=Path, metavar="CSV", help="已知的报告信息，列同 data/reports.csv")
    add_jobs(extract)
    extract.add_argument("--out", metavar="LAKE", help="存入数据湖（文件夹或 s3:// 等地址），可随时续作")
    extract.add_argument("--cluster", metavar="ADDRESS", help="在 Dask 集群上读：tcp://…，或 local[进程数]")
    extract.add_argument(
        "--again", action="append", default=[], metavar="WHICH",
        help="没变也重读：report=…、agency=…、year=…、province=51，或 unread（没读成的）",
    )  # fmt: skip
    extract.add_argument("--moved", action="store_true", help="文件夹搬了家：数据湖里的仍算读过")
    extract.set_defaults(run=later("extract", "run_extract"))


def _add_identify(identify: argparse.ArgumentParser) -> None:
    identify.add_argument("paths", nargs="+", metavar="PATH", help="文件，或文件夹（含下级）；- 表示标准输入")
    identify.add_argument(
        "--format", choices=("jsonl", "table"), default="jsonl", help="输出格式，默认 jsonl"
    )
    add_jobs(identify)
    identify.set_defaults(run=later("identify", "run_identify"))


def _add_tidy(tidy: argparse.ArgumentParser) -> None:
    tidy.add_argument("lake", metavar="LAKE", help="数据湖（extract --out）")
    tidy.add_argument(
        "--hours", type=float, default=24, metavar="H", help="被替换满几小时才清理（可能有人在读），默认 24"
    )
    tidy.add_argument("--preview", action="store_true", help="只说会清理多少")
    tidy.set_defaults(run=later("tidy", "run_tidy"))


if __name__ == "__main__":
    sys.exit(main())
