"""Which documents a folder has: its files, and of a folder that `etl fetch` filled the newest versions."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath

from etl.engine.reading.files import printable
from etl.fetching.store import FEW, SUFFIX
from etl.pool import LIST_OF_REPORTS, documents_below
from etl.scaling.place import Place, info_stamp

# NAME, NAME~2 (its second version), NAME+1 (a file that it links), NAME+1~2.
_FETCHED = re.compile(r"^(?P<name>.+?)(?:\+(?P<linked>\d{1,3}))?(?:~(?P<version>\d{1,6}))?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A document of a folder: its name from the folder on, and what changes when its content does.

    `report`: what its report is called; `metadata`: the file that `etl fetch` laid beside it, or "".
    """

    name: str
    stamp: str
    size: int
    report: str
    metadata: str = ""


def documents_in(place: Place) -> tuple[list[Found], list[str]]:
    """The documents in order of folder and name, and a line for each file that cannot be one."""
    found: list[Found] = []
    troubles: list[str] = []
    listed = _local(place, troubles) if place.local else _elsewhere(place)
    for _, of_folder in groupby(listed, lambda each: each.name.rpartition("/")[0]):
        found += _newest(place, list(of_folder))
    return found, troubles


def _local(place: Place, troubles: list[str]) -> Iterator[Found]:
    for path, trouble in documents_below([place.path]):
        if trouble:
            troubles.append(trouble)
            continue
        status = os.stat(path)
        name = os.path.relpath(path, place.path)
        if printable(name) != name:
            troubles.append(f"{printable(path)}：文件名含有无法存入数据湖的字符，请改名")
            continue
        yield Found(name, f"{status.st_size} {status.st_mtime_ns}", status.st_size, _report(name))


def _elsewhere(place: Place) -> Iterator[Found]:
    found = place.found()
    for name in sorted(found, key=lambda name: name.rpartition("/")):
        if "/." not in f"/{name}" and PurePosixPath(name).name != LIST_OF_REPORTS:
            yield Found(name, info_stamp(found[name]), found[name].get("size") or 0, _report(name))


def _report(name: str) -> str:
    return PurePosixPath(name).stem


def _newest(place: Place, of_folder: list[Found]) -> list[Found]:
    """The documents of one folder: without metadata, earlier versions, and what a page only links."""
    stems = {_stem(each.name) for each in of_folder if not each.name.endswith(SUFFIX)}
    beside = {_stem(each.name) for each in of_folder if each.name.endswith(SUFFIX)} & stems
    kept: list[Found] = []
    reports: dict[str, dict[str, tuple[int, Found]]] = {}
    for each in of_folder:
        stem = _stem(each.name)
        if stem not in beside:
            kept.append(each)
        elif not each.name.endswith(SUFFIX) and (parts := _FETCHED.match(stem)):
            versions = reports.setdefault(parts["name"], {})
            version, file = int(parts["version"] or 1), parts["linked"] or ""
            if version > versions.get(file, (0,))[0]:
                versions[file] = version, each
    kept += [_read_of(place, name, versions) for name, versions in reports.items()]
    return sorted(kept, key=lambda each: each.name)


def _stem(name: str) -> str:
    return name[: len(name) - len(PurePosixPath(name).suffix)]


def _read_of(place: Place, name: str, versions: dict[str, tuple[int, Found]]) -> Found:
    """The page, or the one file that a page without words links, as etl.fetching.store has it."""
    newest = {file: found for file, (_, found) in versions.items()}
    page = newest.pop("", None)
    chosen = page or next(iter(newest.values()))
    if page and len(newest) == 1 and page.name.endswith(".html"):
        said = json.loads(place.read(f"{_stem(page.name)}{SUFFIX}"))
        if said.get("text", FEW) < FEW:
            (chosen,) = newest.values()
    return replace(chosen, report=PurePosixPath(name).name, metadata=f"{_stem(chosen.name)}{SUFFIX}")
