"""The files to import: of folders, of archives, of uploads."""

from collections.abc import Iterator
from pathlib import Path

from etl.engine.reading.files import printable
from etl.importing.archive import is_archive, sources_in
from etl.importing.source import Source
from etl.limits import Limits
from etl.pool import documents_below

_LOCK_FILE = "~$"  # Word's and Excel's, beside a document that is open


def sources_below(paths: list[str], limits: Limits | None = None) -> Iterator[Source]:
    """The files of the paths: folders recursively, ZIP archives unpacked in memory.

    A file is read when it is asked for: a folder of thousands takes no more memory than its largest.
    """
    limits = limits or Limits.from_environment()
    for name, trouble in documents_below(paths):
        path = Path(name)
        if not trouble and path.name.startswith(_LOCK_FILE):
            continue
        yield from [Source(printable(name), trouble=trouble)] if trouble else _sources_of(path, limits)


def sources_of_upload(name: str, data: bytes, limits: Limits | None = None) -> Iterator[Source]:
    """The file, or the files of the ZIP archive, that someone dropped on the page."""
    limits = limits or Limits.from_environment()
    name = printable(name)
    if is_archive(data):
        yield from sources_in(data, name, limits)
    else:
        yield Source(name, data)


def _sources_of(path: Path, limits: Limits) -> Iterator[Source]:
    name = printable(str(path))
    try:
        if path.stat().st_size > max(limits.file_bytes, limits.archive_bytes):
            said = f"文件超过 {limits.archive_bytes >> 20} MB，请拆分后再导入"
            yield Source(name, trouble=f"{name}：{said}")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Source(name, trouble=f"{name}：打不开（{error.strerror}），请检查路径和权限")
        return
    yield from sources_of_upload(name, data, limits)
