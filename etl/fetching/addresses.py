"""Which documents are wanted: the reports of a list, or a file with addresses."""

import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from etl.engine.errors import InvalidData

MOST_CHARACTERS = 80
_NO_NAME = re.compile(r"[^\w一-鿿.-]+")


@dataclass(frozen=True)
class Wanted:
    """A document: the name that its files get, and its address."""

    name: str
    address: str


def wanted_of(path: Path) -> list[Wanted]:
    """Read a list: CSV with the columns report_id and url, or plain lines with an address each.

    Raises InvalidData with the file and what to do. Lines without an address are left out.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidData(f"{path}：打不开（{error.strerror}），请检查路径和权限") from error
    except UnicodeDecodeError as error:
        raise InvalidData(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from error
    lines = text.splitlines()
    if lines and "url" in lines[0].split(","):
        rows = csv.DictReader(lines)
        found = [Wanted(row.get("report_id") or _name(row["url"]), row["url"]) for row in rows if row["url"]]
    else:
        given = [line.strip() for line in lines]
        found = [Wanted(_name(line), line) for line in given if line and not line.startswith("#")]
    _refuse_bad_names(path, found)
    return list(dict.fromkeys(found))


def _name(address: str) -> str:
    """A file's name from an address: its host and path, so that one sees whose it is."""
    plain = _NO_NAME.sub("-", address.partition("://")[2] or address)
    return f"{plain[-MOST_CHARACTERS:].strip('-.')}-{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _refuse_bad_names(path: Path, found: list[Wanted]) -> None:
    address_of: dict[str, str] = {}
    for wanted in found:
        if wanted.name.startswith(".") or set("/\\~+") & set(wanted.name):
            raise InvalidData(f"{path}：report_id“{wanted.name}”不能作文件名，请改成字母、数字和 -")
        if address_of.setdefault(wanted.name, wanted.address) != wanted.address:
            raise InvalidData(f"{path}：“{wanted.name}”有两个网址，请给每个网址一个 report_id")
