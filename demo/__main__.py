"""`python -m demo`: make the demonstration, say how good the pipeline was on it, serve it."""

import argparse
import os
import sys
import time
from pathlib import Path

from demo.run import REPOSITORY, Demo, make


def main(arguments: list[str] | None = None) -> int:
    """Make the demo where it is not up to date, print the score, serve the dashboard."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="虚构的演示数据")
    parser.add_argument("--folder", type=Path, default=Path("data/demo"), help="哪个文件夹，默认 data/demo")
    parser.add_argument("--port", type=int, default=8502, help="网页的端口，默认 8502")
    parser.add_argument("--seed", type=int, default=1, help="另一个数生成另一个省")
    parser.add_argument("--cities", type=int, help="只要前几个市")
    parser.add_argument("--districts", type=int, help="每个市只要前几个区县")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="进程数，默认每核一个")
    parser.add_argument("--data-only", action="store_true", help="只生成和发布，不打开网页")
    parser.add_argument("--examples", action="store_true", help="列出弄错的数字")
    asked = parser.parse_args(arguments)
    demo = Demo(asked.folder, asked.seed, asked.cities, asked.districts)
    began = time.monotonic()
    made = make(demo, asked.jobs)
    print(score_of(demo))
    if asked.examples:
        from demo.score import score

        result = score(demo)
        for sort, lines in (result.misread | result.examples).items():
            print(sort, *lines[:8], sep="\n    ")
    print(f"{'已生成' if made else '没有变化'}，用时 {time.monotonic() - began:.0f} 秒", file=sys.stderr)
    if not asked.data_only:
        serve(demo, asked.port)
    return 0


def score_of(demo: Demo) -> str:
    """The score of the version in service in words, worked out once."""
    version = (demo.folder / "published" / "current").read_text(encoding="utf-8").strip()
    kept = demo.folder / "score.txt"
    if kept.exists() and kept.read_text(encoding="utf-8").startswith(f"{version}\n"):
        return kept.read_text(encoding="utf-8").partition("\n")[2]
    from demo.score import score, told

    said = told(score(demo))
    kept.write_text(f"{version}\n{said}", encoding="utf-8")
    return said


def serve(demo: Demo, port: int) -> None:
    """Become the dashboard's server."""
    print(f"请打开 http://127.0.0.1:{port}（演示数据，纯属虚构；按 Ctrl+C 结束）", flush=True)
    where = ["--host", "127.0.0.1", "--port", str(port)]
    quiet = ["--log-level", "warning", "--no-access-log"]
    os.chdir(REPOSITORY)
    server = [sys.executable, "-m", "uvicorn", "dashboard.serving.server:app", *where, *quiet]
    os.execve(sys.executable, server, demo.environment)


if __name__ == "__main__":
    sys.exit(main())
