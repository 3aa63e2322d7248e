"""python -m dashboard shot --page hazards --query "year=2024年" --out hazards.png"""

import argparse
import sys
from pathlib import Path

from dashboard.drawing.images import NoBrowser
from dashboard.shot import ShotFailed, shoot


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 when the picture was written."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="执法对照的命令行工具")
    commands = parser.add_subparsers(dest="command", required=True)
    shot = commands.add_parser("shot", help="把一个页面渲染成 1920×1080 的图片（默认为简报）")
    shot.add_argument("--page", required=True, help="页面，如 hazards、enforcement")
    shot.add_argument("--query", default="", help="地址栏里问号以后的部分，如 year=2024年&indicator=…")
    shot.add_argument("--out", required=True, type=Path, help="写到哪个 PNG 文件")
    shot.add_argument("--address", default="", help="已在运行的服务的地址；不给则临时启动一个")
    shot.add_argument("--plain", action="store_true", help="按平常的页面渲染，不用简报版式")
    shot.add_argument("--dark", action="store_true", help="深色")
    asked = parser.parse_args(arguments)
    query = asked.query
    if not asked.plain and "view=" not in query:
        query = "&".join(filter(None, [query, "view=briefing"]))
    try:
        shoot(asked.page, query, asked.out, asked.address, asked.dark)
    except (NoBrowser, ShotFailed) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
