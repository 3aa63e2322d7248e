"""The slow line of the measurements: late, but whole."""

import os
import socket
import threading

from bench.line import slow_line


def test_what_goes_over_a_slow_line_arrives_whole_in_order_and_ends():
    asked, answer = os.urandom(100_000), os.urandom(300_000)
    listener = socket.create_server(("127.0.0.1", 0))
    heard = []

    def answer_each() -> None:
        for _ in range(2):
            visitor, _ = listener.accept()
            with visitor:
                heard.append(b"".join(iter(lambda: visitor.recv(65_536), b"")))  # noqa: B023
                visitor.sendall(answer)

    threading.Thread(target=answer_each, daemon=True).start()
    with listener, slow_line(f"http://127.0.0.1:{listener.getsockname()[1]}", 1000, 1) as address:
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=30) as line:
                line.sendall(asked)
                line.shutdown(socket.SHUT_WR)
                assert b"".join(iter(lambda: line.recv(65_536), b"")) == answer  # noqa: B023
    assert heard == [asked, asked]


def test_a_line_that_ends_while_somebody_is_on_it_ends_in_silence(caplog):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        with slow_line(f"http://127.0.0.1:{listener.getsockname()[1]}", 1000, 1) as address:
            waiting = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=30)
            listener.accept()[0].close()  # the line has answered
        waiting.close()
    assert [record for record in caplog.records if record.name == "asyncio"] == []
