"""A file's bytes and its name: only of what is a file, never more than is read, always on one line."""

import os
import re
import stat
from pathlib import Path

from etl.engine.errors import UnreadableDocument
from etl.engine.reading.detect import MAX_BYTES

# What would break a line, or turn the writing round and show another name.
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(name: str) -> str:
    """A file's name for people: one line, and readable where it was written in GBK, as by older Windows."""
    if any("\udc80" <= char <= "\udcff" for char in name):
        raw = os.fsencode(name)
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "replace")
    return CONTROL.sub("\ufffd", name)


def why_no_file(path: str) -> str:
    """Why a path is no file that can be read, "" where it is one: a pipe or a device would never end."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return f"{printable(path)}：没有这个文件或文件夹，请检查路径"
    except OSError as error:
        return f"{printable(path)}：打不开（{error.strerror}），请检查路径和权限"
    if stat.S_ISDIR(mode):
        return f"{printable(path)}：是文件夹，请给出其中的文件"
    if not stat.S_ISREG(mode):
        return f"{printable(path)}：不是普通文件（是管道或设备），请给出文件；标准输入写作 -"
    return ""


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableDocument that names it and says what to do."""
    name = printable(str(path))
    if trouble := why_no_file(str(path)):
        raise UnreadableDocument(trouble)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # its size may be said wrongly, as below /proc
    except OSError as error:
        raise UnreadableDocument(f"{name}：打不开（{error.strerror}），请检查路径和权限") from error
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"{name}：文件超过 {MAX_BYTES >> 20} MB，请拆分后再导入")
    return data
