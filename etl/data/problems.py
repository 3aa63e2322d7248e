"""Collecting every mistake of a run, so that one run shows them all and not the first alone."""

from pathlib import Path

from etl.engine.errors import InvalidData

SHOWN = 20


class Problems:
    """Mistakes in the files below `data/`, each with its file, its line and what to do (in Chinese)."""

    def __init__(self) -> None:
        self.count = 0
        self.shown: list[str] = []

    def add(self, file: Path | str, line: int | None, message: str) -> None:
        """Note one mistake in a line of a file, or in the file as a whole."""
        self.note(f"{file} 第 {line} 行：{message}" if line else f"{file}：{message}")

    def note(self, message: str) -> None:
        """Note a mistake whose message names its file already.

        Only the first SHOWN are kept word for word, the rest are counted.
        """
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(message)

    def raise_if_any(self) -> None:
        """Raise InvalidData that lists what was noted; do nothing when there was nothing."""
        if not self.count:
            return
        head = f"数据有 {self.count} 处错误"
        if self.count > len(self.shown):
            head += f"（先列前 {len(self.shown)} 处，改好后再运行会列出其余）"
        raise InvalidData("\n".join([head + "：", *(f"  {line}" for line in self.shown)]))
