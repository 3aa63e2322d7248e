"""What visitors without a role can do to a real server: ask, and no more."""

import textwrap
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.conftest import serving
from tests.browser.visitor import Visitor, answer_of
from tests.browser.workplace import Workplace

PAGES = [path.stem for path in Path("pages").glob("*.py")]
FOREIGN = ("https://elsewhere.example", "http://10.9.8.7", "null", "http://127.0.0.1:9")
PUBLIC = "https://duizhao.example.gov.cn"
# Runs before everything else in the server's process: notes whatever is asked of the network, by any library.
WATCH = """
    import os, sys
    BACKWARD = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "", None)
    def watch(event, given):
        if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
            place = given[1] if event in ("socket.connect", "socket.sendto") else given[0]
            host = place[0] if isinstance(place, tuple) else place
            if host not in BACKWARD and not str(host).startswith("/"):
                os.write(log, f"{event} {host}\\n".encode())
    log = os.open(os.environ["NETWORK_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, b"watching\\n")
    sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("workplace"))


@pytest.fixture(scope="module")
def watched(workplace, tmp_path_factory):
    """A server for visitors from elsewhere; its address, and the notes of its every step into the network."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(textwrap.dedent(WATCH))
    notes = folder / "network"
    environment = workplace.environment | {
        "PYTHONPATH": str(folder), "NETWORK_LOG": str(notes), "UVICORN_LOOP": "asyncio", "LOCAL_USER": "off",
        "PUBLIC_ADDRESS": PUBLIC,
    }  # fmt: skip
    with serving(workplace.published, anew=True, **environment) as address:
        yield address, notes


@pytest.fixture(scope="module")
def stranger(watched):
    return watched[0]


def test_the_server_asks_nothing_of_the_outside(watched):
    address, notes = watched
    for page in PAGES:
        with Visitor(address) as visitor:
            visitor.open(page, "region=云岭市&q=检查")
    for origin in FOREIGN:
        answer_of(address, "GET", "/", Origin=origin)
        with suppress(InvalidStatus), Visitor(address, origin=origin):
            pass
    with suppress(InvalidStatus), Visitor(address, origin=PUBLIC) as through_a_proxy:
        through_a_proxy.open()
    with Visitor(address, origin=None) as program:
        program.open()
    assert set(notes.read_text().splitlines()) == {"watching"}  # its helpers are watched, too


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_gets_nothing(stranger, origin):
    assert answer_of(stranger, "GET", "/", Origin=origin) == 403
    with pytest.raises(InvalidStatus):
        Visitor(stranger, origin=origin)


def test_behind_a_proxy_pages_under_the_public_address_are_this_servers_own(stranger):
    with Visitor(stranger, origin=PUBLIC) as visitor:
        assert visitor.open()


def test_files_are_taken_from_nobody_without_the_role(stranger):
    for page in ("", "importing"):
        with Visitor(stranger) as visitor:
            visitor.open(page)
            assert visitor.session and visitor.upload(b"x" * 100) == 403


def test_a_message_too_large_ends_the_connection_and_the_server_goes_on(stranger):
    with Visitor(stranger) as visitor:
        assert visitor.open()
        with pytest.raises(ConnectionClosed):
            visitor.open(query="q=" + 3_000_000 * "检")
    with Visitor(stranger) as next_one:
        assert next_one.open()


def test_what_no_page_uses_is_not_there(stranger):
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/static/nothing.js", "/component/a/b"):
        assert answer_of(stranger, "GET", path) == 404


@pytest.fixture(scope="module")
def running(workplace):
    """A server whose visitors sit at it and may do all: its address, and what stops it."""
    with ExitStack() as running:
        yield running.enter_context(serving(workplace.published, **workplace.environment)), running.close


@pytest.fixture
def own(running):
    return running[0]


def test_files_are_taken_on_the_page_that_takes_them_and_on_no_other(own):
    with Visitor(own) as visitor:
        visitor.open("review")
        assert visitor.upload(b"x" * 100) == 403
        visitor.open("importing")
        assert visitor.upload(b"x" * 100) == 204
        visitor.open("publishing")
        assert visitor.upload(b"x" * 100, "another") == 403


def test_of_one_visitor_no_more_than_so_much_lies_in_memory(own):
    with Visitor(own) as visitor:
        visitor.open("importing")
        answers = [visitor.upload(bytes(90 * 2**20), f"{number}") for number in range(4)]
    assert answers[:3] == [204] * 3 and answers[3] in (413, 0)


def test_a_server_that_is_stopped_leaves_its_ledger_whole_and_alone(workplace, running):
    address, stop = running  # for good: this is the last test with it
    beside = workplace.ledger_path.with_name(f"{workplace.ledger_path.name}-wal")
    workplace.ledger.close()
    with Visitor(address) as visitor:
        visitor.open("importing")
        assert beside.exists()
        stop()
    assert not beside.exists()
