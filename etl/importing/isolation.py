"""Read hostile documents without being hurt: in another process, with limits of time and memory."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from etl.data.rules import data_folder
from etl.engine.errors import InvalidData, UnreadableDocument
from etl.engine.model import Document, Extraction, ReportContext
from etl.importing import wire
from etl.limits import Limits

_REPOSITORY = Path(__file__).resolve().parent.parent.parent
_GRACE = 30  # seconds beyond a document's own limit, for starting and for large answers
# The reading process gets no more of the environment than this: no password, no address.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONHASHSEED", "VIRTUAL_ENV", "SYSTEMROOT")


class IsolatedReader:
    """A process that reads documents, started when first needed. Use it in one thread, in a `with`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits.from_environment()
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "IsolatedReader":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now: it loads what it needs while whoever will ask is still busy."""
        self._started()

    def read(self, data: bytes, name: str) -> tuple[Document, ReportContext]:
        """The document in the bytes, and what it says of itself.

        Raises UnreadableDocument with what is wrong with it, a reached limit included; InvalidData where the
        rules of DATA_DIR cannot be used.
        """
        if len(data) > self.limits.file_bytes:
            raise UnreadableDocument(f"{name}：文件超过 {self.limits.file_bytes >> 20} MB，请拆分后再导入")
        answer = self._ask("read", name, data, characters=self.limits.characters)
        return wire.document_of(answer["document"]), ReportContext(**answer["context"])

    def extract(self, document: Document, context: ReportContext) -> Extraction:
        """The figures and rejections of a document. Raises UnreadableDocument where a limit is reached."""
        answer = self._ask("find", document.path, wire.dump(document), context=asdict(context))
        return wire.extraction_of(answer)

    def _ask(self, task: str, name: str, data: bytes, **details: Any) -> dict[str, Any]:
        limits = {"seconds": self.limits.seconds, "memory": self.limits.memory}
        request = {"task": task, "name": name, **limits, **details}
        process = self._started()
        try:
            requests, answers = _pipes(process)
            with contextlib.suppress(BrokenPipeError):  # it has ended, and may have said why
                wire.write_frame(requests, json.dumps(request).encode())
                wire.write_frame(requests, data)
            ready, _, _ = select.select([answers], [], [], self.limits.seconds + _GRACE)
            answer = json.loads(wire.read_frame(answers)) if ready else self._lost("time")
        except (EOFError, ValueError):
            answer = self._lost("memory")
        if "rules" in answer:
            raise InvalidData(answer["rules"])
        if "died" in answer:
            raise UnreadableDocument(f"{name}：{self.limits.said(answer['died'])}")
        if "trouble" in answer:
            raise UnreadableDocument(answer["trouble"])
        return answer

    def _started(self) -> subprocess.Popen:
        if self._process is None or self._is_over(self._process):
            self.close()
            environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
            environment["DATA_DIR"] = str(data_folder().resolve())
            self._process = subprocess.Popen(
                [sys.executable, "-m", "etl.importing.reader_process"],
                cwd=_REPOSITORY,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._process

    @staticmethod
    def _is_over(process: subprocess.Popen) -> bool:
        """Has it ended? Asking does not clear it away: until that is done nobody else can have its number."""
        asked = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return process.returncode is not None or os.waitid(os.P_PID, process.pid, asked) is not None

    def _lost(self, cause: str) -> dict[str, str]:
        """The process itself is gone, or mute; the next document gets another."""
        self.close()
        return {"died": cause}

    def close(self) -> None:
        """End the process, and the child that may be reading."""
        if self._process is None:
            return
        if self._process.returncode is None:  # else its number may be another's by now
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        for stream in _pipes(self._process):
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        self._process.wait()
        self._process = None


def _pipes(process: subprocess.Popen) -> tuple[IO[bytes], IO[bytes]]:
    """Where requests go and answers come from."""
    assert process.stdin is not None and process.stdout is not None  # it was started with both
    return process.stdin, process.stdout
