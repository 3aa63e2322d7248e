"""Old Word files (.doc, WPS's .wps) and RTF, read as the DOCX that LibreOffice makes of them.

LibreOffice runs without a window, with a profile of its own in a folder that goes with the document, without
macros, and without a network where the kernel can take it away; it is ended when its time is over.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from etl.engine.errors import UnreadableDocument
from etl.engine.model import Document
from etl.engine.reading.docx import read_docx

SECONDS = 90
MEMORY = 3 * 2**30  # address space: LibreOffice reserves much more than it uses
WRITTEN = 256 * 2**20  # bytes of a file that it may write
FILES = 1024  # that it may hold open
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # of Linux's unshare: namespaces with nothing in them
_DIE_WITH_PARENT = 1  # of Linux's prctl
_OFFICE = "/org.openoffice.Office."
# No macros, no links followed, nothing asked of the network.
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)
_DOCX = "docx:MS Word 2007 XML"
_STARTS, _START_AGAIN = 2, 81  # with a new profile LibreOffice sets it up and asks to be started again
_FOLDER = "enforcement-compare-office-"
_FORGOTTEN = 3600  # seconds: what a killed process left is no longer in use
_LOCALE = {"LANG": "C.UTF-8"}
_SETTING = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


def read_doc(data: bytes, path: str) -> Document:
    """The Document of a Word 97 to 2003 or WPS text file."""
    return _read(data, path, "doc", "旧版 Word 或 WPS 文件")


def read_rtf(data: bytes, path: str) -> Document:
    """The Document of an RTF file."""
    return _read(data, path, "rtf", "RTF 文件")


def is_installed() -> bool:
    """Is LibreOffice on this machine?"""
    return _program() is not None


def converted(data: bytes, kind: str, to: str) -> bytes | None:
    """A file of one kind (pptx) as another (pdf), None where LibreOffice is not there or does not manage."""
    program = _program()
    if program is None:
        return None
    with _writing_allowed(), tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        _clear_leftovers(Path(folder))
        return _converted(program, data, kind, to, Path(folder))


def _read(data: bytes, path: str, kind: str, named: str) -> Document:
    if not is_installed():
        raise UnreadableDocument(
            f"{path}：是{named}（.{kind}），请用 Word 或 WPS 另存为 docx，或在本机装 LibreOffice 后再导入"
        )
    read = converted(data, kind, _DOCX)
    if read is None:
        raise UnreadableDocument(f"{path}：LibreOffice 没能转换这个{named}，请用 Word 或 WPS 另存为 docx")
    return replace(read_docx(read, path), format=kind)


def _clear_leftovers(folder: Path) -> None:
    for other in folder.parent.glob(_FOLDER + "*"):
        with contextlib.suppress(OSError):
            if other != folder and time.time() - other.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(other, ignore_errors=True)


def _program() -> str | None:
    """LibreOffice itself rather than the script that starts it: so it ends with this process."""
    script = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    itself = Path(script).resolve().with_name("soffice.bin") if script else None
    return str(itself) if itself and itself.is_file() else script


def _converted(program: str, data: bytes, kind: str, to: str, folder: Path) -> bytes | None:
    """The file made, None where the program fails or takes too long."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    source, out = folder / f"in.{kind}", folder / "out"
    source.write_bytes(data)
    how = [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        to,
        "--outdir",
        str(out),
    ]
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", *how, str(source)]
    for _ in range(_STARTS):
        if _run(command, folder) != _START_AGAIN:
            break
    made = out / f"in.{to.partition(':')[0]}"
    return made.read_bytes() if made.is_file() and made.stat().st_size <= WRITTEN else None


def _run(command: list[str], folder: Path) -> int | None:
    """The exit status, None where its time was over; nothing that it started goes on."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
        | _LOCALE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_confine,
    )
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def _writing_allowed() -> Iterator[None]:
    """The process that reads documents may write no file: here it may, as much as its hard limit grants."""
    import resource

    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))


def _settings() -> str:
    items = "".join(_SETTING.format(_OFFICE + place, name, value) for place, name, value in _SETTINGS)
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _confine() -> None:
    """In the child, before LibreOffice begins: limits, no network, an end with this process."""
    import resource

    for what, wanted in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (limit, limit))
    signal.setitimer(signal.ITIMER_REAL, 0)
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if library.unshare(_NEW_NETWORK) != 0:
            library.unshare(_NEW_USER | _NEW_NETWORK)
