"""A reverse proxy on this machine, as small as can be: adds a header to the first request of a connection."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager


@contextmanager
def proxy(target: str, header: str) -> Iterator[str]:
    """Pass connections on to `target`; gives the proxy's address."""
    host, port = target.removeprefix("http://").split(":")
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return  # closed: the test is over
            server = socket.create_connection((host, int(port)))
            threading.Thread(target=_pass_on, args=(visitor, server, header), daemon=True).start()
            threading.Thread(target=_pass_on, args=(server, visitor, ""), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    with closing(listener):
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def _pass_on(source: socket.socket, sink: socket.socket, header: str) -> None:
    with closing(source), closing(sink):
        try:
            while data := source.recv(65536):
                if header:
                    line, rest = data.split(b"\r\n", 1)
                    data, header = line + b"\r\n" + header.encode() + b"\r\n" + rest, ""
                sink.sendall(data)
        except OSError:
            return  # the other side has closed
