"""The files of a ZIP archive, one after the other in memory: nothing is ever unpacked onto the disk."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from etl.engine.reading.files import CONTROL, printable
from etl.importing.source import Source
from etl.limits import Limits

_OFFICE = ("[Content_Types].xml", "mimetype", "word/document.xml", "xl/workbook.xml", "OFD.xml")
_FURNITURE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)")
_RATIO = 200  # unpacked to packed, for files of more than a megabyte
_UTF8 = 0x800
_ENCRYPTED = 0x1
# What zipfile and its decompressors raise on damaged data; they have no common base.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive of files, rather than a Word, Excel or OFD file, or damaged."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not set(_OFFICE) & set(archive.namelist())
    except _DAMAGE:
        return False


def sources_in(data: bytes, name: str, limits: Limits) -> Iterator[Source]:
    """The files of an archive, each named below the archive's name; what is amiss with one stops no other."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        yield Source(name, trouble=f"{name}：压缩包已损坏，无法打开，请重新下载或打包")
        return
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_furniture(entry)]
    if len(entries) > limits.archive_entries:
        said = f"压缩包里有 {len(entries)} 个文件，超过 {limits.archive_entries} 个，请分开打包"
        yield Source(name, trouble=f"{name}：{said}")
        return
    if not entries:
        yield Source(name, trouble=f"{name}：压缩包里没有文件")
    left = limits.archive_bytes
    for entry in entries:
        inside = printable(f"{name}/{_name_of(entry)}")
        trouble = _trouble(entry, limits)
        content = b"" if trouble else _unpacked(archive, entry, min(limits.file_bytes, left))
        if content is None:
            trouble = "解压后过大或已损坏（疑似压缩炸弹），已拒绝读取"
        elif left <= 0:
            trouble = f"压缩包解压后超过 {limits.archive_bytes >> 20} MB，其余文件没有读，请分开打包"
        left -= len(content or b"")
        yield Source(inside, trouble=f"{inside}：{trouble}") if trouble else Source(inside, content or b"")


def _trouble(entry: zipfile.ZipInfo, limits: Limits) -> str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "是指向别处的链接，已拒绝；请放入文件本身"
    parts = _name_of(entry).split("/")
    if ".." in parts or not parts[0] or re.match(r"[A-Za-z]:", parts[0]) or CONTROL.search(_name_of(entry)):
        return "文件名指到压缩包之外或含控制字符，已拒绝；请改名后重新打包"
    if entry.flag_bits & _ENCRYPTED:
        return "压缩包有密码，请去掉密码后再导入"
    if entry.file_size > limits.file_bytes:
        return f"文件超过 {limits.file_bytes >> 20} MB，请拆分后再导入"
    if entry.file_size > 2**20 and entry.file_size > _RATIO * max(entry.compress_size, 1):
        return "压缩比异常（疑似压缩炸弹），已拒绝读取"
    return ""


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The entry's bytes; None where there are more than `most`, or they cannot be unpacked."""
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except _DAMAGE:
        return None
    return content if len(content) <= most else None


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name; Chinese Windows writes GBK where the format says nothing of the encoding."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_furniture(entry: zipfile.ZipInfo) -> bool:
    name = _name_of(entry)
    return bool(_FURNITURE.search(name)) and ".." not in name
