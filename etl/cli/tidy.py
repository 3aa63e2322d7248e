"""`python -m etl tidy LAKE`: what newer files of a lake have replaced goes."""

import argparse
import time

from etl.scaling.lake import Lake
from etl.scaling.tidy import remove, superseded


def run_tidy(options: argparse.Namespace) -> int:
    """The command: say what went, or with --preview what would, and what stays for now."""
    lake = Lake.open(options.lake)
    settled = time.time() - options.hours * 3600
    found = superseded(lake)
    ready = [file for file in found if file.since <= settled]
    megabytes = sum(file.size for file in ready) / 1e6
    count = len(ready) if options.preview else remove(lake, ready)
    done = "可清理" if options.preview else "已清理"
    said = f"{done} {count} 个被替换的文件（{megabytes:.1f} MB）"
    if len(found) > len(ready):
        said += f"；另有 {len(found) - len(ready)} 个不到 {options.hours:g} 小时，可能有人在读，暂留"
    print(f"{said}；数据湖 {options.lake}")
    return 0
