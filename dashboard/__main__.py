"""python -m dashboard shot --page hazards --query "year=2024年" --out hazards.pptx"""

import argparse
import sys
from pathlib import Path
from typing import Any

from dashboard.address import BadAddress
from dashboard.data.store import StoreError, open_published
from dashboard.drawing.images import NoBrowser
from dashboard.office.files import TYPES, file_of
from dashboard.office.model import BadTemplate
from dashboard.office.pdf import NoOffice
from dashboard.office.settings import BadSettings, style_of
from dashboard.orders.run import Record, alone, carry_out, record_file
from dashboard.orders.settings import BadOrders, orders_file, read_orders
from dashboard.screens.sheets import PAGES, Asked, sheets_asked
from dashboard.screens.vector import svg_of
from dashboard.shot import ShotFailed, print_pages, shoot
from etl.engine.reading import office

PNG, SVG, PDF = "png", "svg", "pdf"
FORMS = (PNG, SVG, *TYPES)
SUFFIXES = "、".join(f".{form}" for form in FORMS)
TROUBLES = (
    BadAddress, BadOrders, BadSettings, BadTemplate, NoBrowser, NoOffice, ShotFailed, StoreError, OSError,
)  # fmt: skip


class _Query(argparse.Action):
    """--query goes with the --page before it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        asked: argparse.Namespace,
        value: Any,
        option: str | None = None,
    ) -> None:
        if not asked.page or len(asked.query) >= len(asked.page):
            parser.error("--query 要写在它所属的 --page 之后，每个 --page 至多一个")
        asked.query += [""] * (len(asked.page) - 1 - len(asked.query)) + [value]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when all that was asked for was made."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="执法对照的命令行工具")
    commands = parser.add_subparsers(dest="command", required=True)
    shot = commands.add_parser(
        "shot", help="把一个或几个页面做成图片、幻灯片、文档或工作簿，格式看 --out 的后缀"
    )
    shot.add_argument(
        "--page", action="append", required=True, help="页面，如 hazards、enforcement；可写多个"
    )
    shot.add_argument(
        "--query", action=_Query, default=[], help="前一个页面地址里问号以后的部分，如 year=2024年"
    )
    shot.add_argument("--out", required=True, type=Path, help=f"写到哪个文件：{SUFFIXES}")
    shot.add_argument("--title", default="", help="整套幻灯片或文档的标题")
    shot.add_argument("--template", default="", help="用哪个 .pptx 或 .docx 模板；默认看 config/office.toml")
    shot.add_argument("--address", default="", help="已在运行的服务的地址；不给则临时启动一个（图片）")
    shot.add_argument("--plain", action="store_true", help="按平常的页面渲染，不用简报版式（图片）")
    shot.add_argument("--dark", action="store_true", help="深色（图片）")
    shot.set_defaults(run=_shot)
    orders = commands.add_parser(
        "orders", help="做出并送出有新数据的常备单子（config/orders.yml），由系统的定时器调用"
    )
    orders.add_argument(
        "--file", type=Path, default=None, help="单子写在哪个文件；默认 ORDERS_FILE 或 config/orders.yml"
    )
    orders.add_argument("--again", action="store_true", help="不论有没有新数据都再送一遍")
    orders.add_argument("--dry-run", action="store_true", help="只说会送什么，不做也不送")
    orders.set_defaults(run=_orders)
    return parser


def _shot(asked: argparse.Namespace) -> int:
    form = asked.out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise BadAddress(f"不会做“{asked.out.suffix}”；--out 的后缀可以是：{SUFFIXES}")
    queries = asked.query + [""] * (len(asked.page) - len(asked.query))
    views = [Asked(page.strip("/"), query) for page, query in zip(asked.page, queries, strict=True)]
    if form in (PNG, SVG) and len(views) > 1:
        raise BadAddress(f".{form} 只能有一个 --page；几个页面请用 .pptx、.docx、.pdf 或 .xlsx")
    printed = asked.plain or not office.is_installed() or any(view.page not in PAGES for view in views)
    if form == PNG:
        ((page, query),) = _briefings(views, asked.plain)
        shoot(page, query, asked.out, asked.address, asked.dark)
    elif form == PDF and printed:
        print_pages(_briefings(views, asked.plain), asked.out, asked.address, asked.dark)
    elif form == SVG:
        _write(asked.out, svg_of(open_published(), views[0], "dark" if asked.dark else "light"))
    else:
        sheets = sheets_asked(open_published(), views)
        _write(asked.out, file_of(sheets, form, style_of(asked.template), asked.title))
    print(asked.out)
    return 0


def _orders(asked: argparse.Namespace) -> int:
    orders = read_orders(asked.file or orders_file())
    with alone(record_file()):
        good = carry_out(
            orders, open_published(), Record.read(record_file()), print, asked.again, asked.dry_run
        )
    return 0 if good else 1


def _briefings(views: list[Asked], plain: bool) -> list[tuple[str, str]]:
    """Pages with the query that shows them as briefings, unless the plain page is wanted."""
    wanted = [] if plain else ["view=briefing"]
    return [
        (view.page, view.query if "view=" in view.query else "&".join(filter(None, [view.query, *wanted])))
        for view in views
    ]


def _write(out: Path, content: bytes) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
