"""Sign-ins that have been ended: Streamlit's cookie would stay good for 30 days wherever a copy of it lies.

What is kept is a hash of the cookie's signed part: the signature itself can be written in more than one way.
"""

import hashlib
import logging
import os
import re
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

GOOD_FOR = 31 * 24 * 3600  # seconds; Streamlit takes a cookie no longer than that
_SIGN_IN = re.compile(r"_streamlit_user(_tokens)?(_\d+)?")


def is_of_sign_in(cookie: str) -> bool:
    """Is this the name of a cookie by which Streamlit knows who has signed in, or of a part of one?"""
    return _SIGN_IN.fullmatch(cookie) is not None


class SignedOut:
    """The sign-ins that were ended, in memory and, so that a restart brings none back, in a file."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._ended: dict[str, float] = {}
        self._lock = threading.Lock()
        self._load()

    def end(self, cookies: Mapping[str, str]) -> None:
        """End the sign-in that these cookies show."""
        now = time.time()
        with self._lock:
            for mark in self._marks(cookies):
                self._ended.setdefault(mark, now)
            self._ended = {mark: at for mark, at in self._ended.items() if at > now - GOOD_FOR}
            self._save()

    def holds(self, cookies: Mapping[str, str]) -> bool:
        """Has the sign-in that these cookies show been ended?"""
        return bool(self._ended) and any(mark in self._ended for mark in self._marks(cookies))

    @staticmethod
    def _marks(cookies: Mapping[str, str]) -> Iterable[str]:
        for name, value in cookies.items():
            if is_of_sign_in(name) and (signed := value.rpartition(".")[0]):
                yield hashlib.sha256(f"{name}={signed}".encode()).hexdigest()

    def _load(self) -> None:
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_text(encoding="ascii", errors="replace").splitlines():
            mark, _, at = line.partition(" ")
            if re.fullmatch(r"[0-9a-f]{64}", mark) and at.isdecimal():
                self._ended[mark] = float(at)

    def _save(self) -> None:
        if self._path is None:
            return
        unfinished = self._path.with_name(f".{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text("".join(f"{mark} {at:.0f}\n" for mark, at in self._ended.items()), "ascii")
            os.replace(unfinished, self._path)
        except OSError as trouble:  # it holds until the restart
            logging.getLogger("dashboard").error("Signing out could not be noted for good: %s", trouble)


SIGNED_OUT = SignedOut(Path(os.environ.get("DATA_DIR", "data")) / "signed_out.txt")
