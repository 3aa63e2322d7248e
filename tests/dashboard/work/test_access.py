"""Who counts as the local user, without a browser: the connection, the headers, the listening sockets."""

import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.context import StreamlitHeaders

from dashboard.work import access, binding
from dashboard.work.roles import Role
from dashboard.work.signed_out import SignedOut

LOCAL = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}


@pytest.fixture
def visit(monkeypatch):
    """A visitor with these headers, from this address (None: this machine), at a server bound like this."""

    def come(headers, ip=None, loopback=True, **environment):
        context = SimpleNamespace(headers=StreamlitHeaders(headers.items()), ip_address=ip)
        fake = SimpleNamespace(context=context)
        monkeypatch.setattr(access, "st", fake)
        monkeypatch.setattr(access, "sign_in_configured", lambda: False)
        monkeypatch.setattr(access, "on_loopback_only", lambda: loopback)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return access.visitor()

    return come


@pytest.mark.parametrize(
    "headers",
    [
        LOCAL,
        {"Host": "localhost:8501", "Origin": "http://localhost:8501"},
        {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"},
        {"Host": "127.0.0.1:8501"},
    ],
)
def test_whoever_sits_at_the_machine_may_do_all(visit, headers):
    found = visit(headers)
    assert found.role is Role.PUBLISHER
    assert found.name.endswith("（本机）")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "x-forwarded-proto", "X-Real-IP", "Forwarded", "Via"])
def test_whoever_comes_through_a_proxy_may_only_look(visit, name):
    assert visit(LOCAL | {name: "127.0.0.1"}).role is Role.VIEWER


@pytest.mark.parametrize(
    ("headers", "ip"),
    [
        (LOCAL, "192.0.2.7"),
        ({"Host": "192.0.2.2:8501", "Origin": "http://192.0.2.2:8501"}, None),
        ({"Host": "rebound.example:8501", "Origin": "http://rebound.example:8501"}, None),
        ({"Host": "127.0.0.1.rebound.example:8501"}, None),
        (LOCAL | {"Origin": "http://127.0.0.1:9000"}, None),
        (LOCAL | {"Origin": "null"}, None),
        ({}, None),
    ],
)
def test_another_address_another_name_or_another_page_may_only_look(visit, headers, ip):
    found = visit(headers, ip)
    assert found.role is Role.VIEWER
    assert "没有配置登录" in found.why


def test_at_a_server_that_others_can_reach_even_the_local_user_only_looks(visit):
    assert visit(LOCAL, loopback=False).role is Role.VIEWER


def test_the_local_user_can_be_switched_off(visit):
    assert visit(LOCAL, LOCAL_USER="off").role is Role.VIEWER


def test_acting_gives_the_name_or_says_why_not(visit):
    visit(LOCAL)
    assert access.acting(Role.PUBLISHER).endswith("（本机）")
    visit(LOCAL, ip="192.0.2.7")
    with pytest.raises(access.AccessDenied, match="没有配置登录"):
        access.acting(Role.REVIEWER)


@pytest.mark.parametrize(("host", "only"), [("127.0.0.1", True), ("0.0.0.0", False)])
def test_what_a_process_listens_on_tells_who_can_reach_it(host, only):
    script = (
        "import socket\n"
        f"kept = [socket.create_server(('127.0.0.1', 0)), socket.create_server(('{host}', 0))]\n"
        "from dashboard.work.binding import on_loopback_only\n"
        "print(on_loopback_only())\n"
    )
    root = Path(__file__).resolve().parents[3]
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == str(only)


def test_a_process_that_listens_nowhere_is_no_server_for_the_local_user(monkeypatch):
    monkeypatch.setattr(binding, "_listening", lambda: ())
    assert not binding.on_loopback_only()


def test_what_was_asked_before_the_server_had_bound_its_address_does_not_hold_afterwards(monkeypatch):
    monkeypatch.setattr(binding, "_bound", [])
    monkeypatch.setattr(binding, "_addresses", lambda: iter(()))
    assert not binding.on_loopback_only()
    monkeypatch.setattr(binding, "_addresses", lambda: iter(["127.0.0.1"]))
    assert binding.on_loopback_only()


def test_a_unix_socket_means_that_something_stands_in_front(monkeypatch, tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        listener.listen()
        assert "unix" in list(binding._addresses())
    assert not binding.is_loopback("unix")


@pytest.fixture
def signed_in(monkeypatch):
    """Someone of whom the provider says this."""

    def come(cookies=(), **said):
        user = {"is_logged_in": True} | said
        monkeypatch.setattr(
            access, "st", SimpleNamespace(user=user, context=SimpleNamespace(cookies=dict(cookies)))
        )
        monkeypatch.setattr(access, "sign_in_configured", lambda: True)
        return access.visitor()

    return come


@pytest.fixture
def zhao_publishes(monkeypatch, tmp_path):
    (tmp_path / "roles.toml").write_text('publisher = ["zhao@yunling.example"]', encoding="utf-8")
    monkeypatch.setenv("ROLES_FILE", str(tmp_path / "roles.toml"))


def test_an_address_that_the_provider_vouches_for_has_its_role(signed_in, zhao_publishes):
    found = signed_in(email="zhao@yunling.example", email_verified=True)
    assert (found.role, found.name) == (Role.PUBLISHER, "zhao@yunling.example")


@pytest.mark.parametrize("verified", ["false", "true", "", None, 0, 1, [True], {}, False])
def test_only_true_says_that_an_address_is_verified(signed_in, zhao_publishes, verified):
    found = signed_in(email="zhao@yunling.example", email_verified=verified)
    assert (found.role, found.name) == (Role.VIEWER, "")


def test_an_address_of_which_nothing_is_said_is_not_verified(signed_in, zhao_publishes):
    assert signed_in(email="zhao@yunling.example").role is Role.VIEWER


@pytest.mark.parametrize("address", [["zhao@yunling.example"], {"a": 1}, 7, None, "", "  "])
def test_what_is_not_one_address_has_no_role(signed_in, zhao_publishes, address):
    found = signed_in(email=address, email_verified=True)
    assert (found.role, found.name) == (Role.VIEWER, "")


def test_a_page_left_open_after_signing_out_elsewhere_is_nobodys(signed_in, zhao_publishes, monkeypatch):
    ended = SignedOut()
    monkeypatch.setattr(access, "SIGNED_OUT", ended)
    cookies = {"_streamlit_user": "who.when.signature"}
    said = {"email": "zhao@yunling.example", "email_verified": True}
    assert signed_in(cookies, **said).role is Role.PUBLISHER
    ended.end(cookies)
    assert signed_in(cookies, **said).role is Role.VIEWER
