"""The commands of the ledger and of published versions: their arguments, and what they print."""

import argparse
import getpass
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from etl.engine.codes import EXTENTS, REPORT_KINDS


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add import, reextract, export-figures, versions, rollback, backup-ledger and restore-ledger."""
    bring = commands.add_parser("import", help="把报告（文件、文件夹、ZIP）导入台账，等待核对")
    bring.add_argument("paths", nargs="+", metavar="PATH", help="文件、文件夹（含下级）或 ZIP 压缩包")
    bring.add_argument("--reports", type=Path, metavar="CSV", help="已知的报告信息，列同 data/reports.csv")
    for name, (meaning, choices) in _CORRECTIONS.items():
        option = f"--{name.replace('_', '-')}"
        bring.add_argument(option, choices=choices, help=f"改用这个{meaning}（每份都用）")
    bring.add_argument("--confirm", action="store_true", help="程序猜的都已核对过，直接确认")
    add_jobs(bring)
    _by(bring)
    bring.set_defaults(run=_import)

    again = commands.add_parser("reextract", help="用现在的程序重新找出台账里的数字，已作的决定不变")
    again.add_argument("reports", nargs="*", metavar="REPORT_ID", help="哪些报告；不写则是程序更新过的全部")
    add_jobs(again)
    _by(again)
    again.set_defaults(run=later("importing", "run_reextract"))

    export = commands.add_parser("export-figures", help="把台账中已核对的数字写成 data/figures/*.csv")
    export.add_argument("reports", nargs="*", metavar="REPORT_ID", help="哪些报告；不写则是全部")
    export.add_argument("--documents", type=Path, metavar="DIR", help="同时把原文件写到这个文件夹")
    export.set_defaults(run=later("exporting", "run_export"))

    versions = commands.add_parser("versions", help="列出保留的各个发布版本")
    versions.set_defaults(run=later("versions", "run_versions"))

    back = commands.add_parser("rollback", help="重新启用以前的一个版本")
    back.add_argument("name", metavar="NAME", help="版本的文件名，见 versions")
    _by(back)
    back.set_defaults(run=later("versions", "run_rollback"))

    backup = commands.add_parser("backup-ledger", help="把正在使用的台账（SQLite）完整地抄一份")
    backup.add_argument("target", type=Path, metavar="FILE", help="抄到哪个新文件")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore-ledger", help="用备份换下台账（SQLite）；原来的换个名字留着")
    restore.add_argument("source", type=Path, metavar="FILE", help="backup-ledger 抄出的文件")
    restore.set_defaults(run=_restore)


def add_build_options(build: argparse.ArgumentParser) -> None:
    """What a publisher says of a build."""
    build.add_argument("--unreviewed", action="store_true", help="台账中尚未核对的数字也发布（图上有标记）")
    build.add_argument("--preview", action="store_true", help="只列出会有哪些变化，不启用")
    build.add_argument(
        "--without-ledger", action="store_true", help="上一版用过的台账（或其中一部分）没有了，也照样发布"
    )
    build.add_argument(
        "--lake", metavar="LAKE", help="连同数据湖（extract --out）里的报告；none 表示不再用它"
    )
    build.add_argument("--guessed", action="store_true", help="数据湖中机构、年份等是程序猜的报告也发布")
    build.add_argument("--title", default="", help="给这一版起的名字")
    _by(build)


def add_fetch_options(fetch: argparse.ArgumentParser) -> None:
    """Which documents to bring, where to, and how much of others' patience to use."""
    which = fetch.add_mutually_exclusive_group()
    which.add_argument("--reports", type=Path, metavar="CSV", help="有 report_id、url 列，默认 data/ 的")
    which.add_argument("--addresses", type=Path, metavar="FILE", help="每行一个网址，或有 url 列的 CSV")
    fetch.add_argument("--into", type=Path, metavar="DIR", help="存到哪个文件夹，默认 REPORTS_DIR/fetched")
    fetch.add_argument("--again", action="store_true", help="已有的也再问一次，有变化的另存为新版")
    fetch.add_argument("--delay", type=float, default=1.0, metavar="S", help="同一网站两次请求隔几秒，默认 1")
    fetch.add_argument("--size", type=int, default=50, metavar="MB", help="一个文件最多多少 MB，默认 50")
    fetch.add_argument("--seconds", type=float, default=120, metavar="S", help="一个文件最多取几秒，默认 120")
    fetch.add_argument("--own-network", action="store_true", help="内网和本机的地址也取")
    fetch.set_defaults(run=later("fetch", "run_fetch"))


def later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The command `name` of a module of etl.cli, imported when it is run: one starts without the others'
    libraries."""
    return lambda options: getattr(import_module(f"etl.cli.{module}"), name)(options)


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """How many documents are worked on at once."""
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="同时使用的进程数，默认 1")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("应是不小于 1 的整数")
    return int(text)


_CORRECTIONS: dict[str, tuple[str, tuple | None]] = {
    "agency": ("机构", None),
    "trade": ("行业", None),
    "kind": ("报告类型", tuple(REPORT_KINDS)),
    "year": ("年份", None),
    "title": ("标题", None),
    "period_start": ("期间起（2024-01-01）", None),
    "period_end": ("期间止（2024-12-31）", None),
    "published": ("发布日期", None),
    "url": ("网址", None),
    "extent": ("范围", tuple(EXTENTS)),
}


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", default=getpass.getuser(), metavar="WHO", help="记在谁名下，默认是系统用户名")


def _import(options: argparse.Namespace) -> int:
    from etl.cli.importing import run_import

    given = {name: getattr(options, name) for name in _CORRECTIONS}
    corrections = {name: value for name, value in given.items() if value is not None}
    return run_import(options, corrections | ({"guessed": {}} if options.confirm else {}))


def _backup(options: argparse.Namespace) -> int:
    from etl.ledger.backup import back_up

    size = back_up(options.target)
    print(f"已抄到 {options.target}（{size} 字节）", file=sys.stderr)
    return 0


def _restore(options: argparse.Namespace) -> int:
    from etl.ledger.restore import restore

    done = restore(options.source)
    was = f"（原有 {done.before.reports} 份、{done.before.decisions} 个决定）" if done.before else ""
    kept = f"；原来的台账留在 {done.kept}" if done.kept else ""
    holds = f"{done.now.reports} 份报告，{done.now.decisions} 个决定"
    print(f"台账 {done.ledger} 已恢复为 {options.source}：{holds}{was}{kept}", file=sys.stderr)
    return 0
