"""Who may upload now, and how much: Streamlit takes files from anyone who has a session, into memory.

The page that takes files says so while it is drawn for someone who may (`take_uploads`); every other page
takes that back and frees what was left there. What lies in memory is bounded, for each session and for all.
"""

import contextlib
from collections.abc import Iterator

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

MEGABYTE = 2**20
OF_ONE = 300 * MEGABYTE
OF_ALL = 2 * OF_ONE


class Uploads:
    """Sessions that may upload, and what is on its way. `of_one` and `of_all` are bytes."""

    def __init__(self, of_one: int = OF_ONE, of_all: int = OF_ALL) -> None:
        self.of_one, self.of_all = of_one, of_all
        self._sessions: set[str] = set()
        self._arriving: dict[str, int] = {}

    def let(self, session: str, may: bool) -> None:
        """This session may upload from now on, or no longer."""
        if may:
            self._sessions = {each for each in self._sessions if _is_there(each)} | {session}
        else:
            self._sessions.discard(session)

    def may(self, session: str) -> bool:
        return session in self._sessions

    @contextlib.contextmanager
    def room(self, session: str, size: int) -> Iterator[bool]:
        """Whether `size` more bytes of a session fit; they are counted as taken while the block runs."""
        own, others = self._held(session)
        fits = own + size <= self.of_one and own + others + size <= self.of_all
        if not fits:
            yield False
            return
        self._arriving[session] = self._arriving.get(session, 0) + size
        try:
            yield True
        finally:
            self._arriving[session] -= size
            if not self._arriving[session]:
                del self._arriving[session]

    def _held(self, session: str) -> tuple[int, int]:
        """Bytes in memory or on their way: the session's own, and all others'."""
        sizes = dict(self._arriving)
        for each, files in _stored().items():
            sizes[each] = sizes.get(each, 0) + sum(len(file.data) for file in list(files.values()))
        own = sizes.pop(session, 0)
        return own, sum(sizes.values())


UPLOADS = Uploads()


def take_uploads(may: bool) -> None:
    """Let the visitor for whom the script runs upload, or not: then what they left behind is freed."""
    if context := get_script_run_ctx():
        if not may and UPLOADS.may(context.session_id):
            forget_uploads()
        UPLOADS.let(context.session_id, may)


def forget_uploads() -> None:
    """Free what the visitor for whom the script runs has uploaded: it has been imported, or left."""
    if (context := get_script_run_ctx()) and Runtime.exists():
        Runtime.instance().uploaded_file_mgr.remove_session_files(context.session_id)


def _is_there(session: str) -> bool:
    return Runtime.exists() and Runtime.instance().is_active_session(session)


def _stored() -> dict:
    if not Runtime.exists():
        return {}
    files = Runtime.instance().uploaded_file_mgr
    return dict(files.file_storage)  # type: ignore[attr-defined]  # of the one manager that Streamlit's server has
