"""What never reaches Streamlit: pages of other sites, addresses that no page uses, what is out of bounds."""

import asyncio
from types import SimpleNamespace

import pytest
from itsdangerous import URLSafeTimedSerializer
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import Runtime

from dashboard.serving.guard import LARGEST_MESSAGE, MOST_CONNECTIONS, Guard
from dashboard.work import uploads
from dashboard.work.signed_out import SignedOut
from dashboard.work.uploads import Uploads

HOST = "duizhao.example"
OWN_PAGE = f"http://{HOST}"


class Behind:
    """The application behind the guard: remembers what reached it."""

    def __init__(self, cookies: tuple[str, ...] = ()) -> None:
        self.reached: list[dict] = []
        self.messages: list[dict] = []
        self.cookies = cookies

    async def __call__(self, scope, receive, send):
        self.reached.append(scope)
        if scope["type"] == "websocket":
            while (message := await receive())["type"] != "websocket.disconnect":
                self.messages.append(message)
            return
        headers = [(b"set-cookie", cookie.encode()) for cookie in self.cookies]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"from behind"})

    def headers(self, name: str) -> list[str]:
        return [value.decode() for key, value in self.reached[-1]["headers"] if key.decode() == name]


async def asked(app, path="/", method="GET", kind="http", incoming=(), **headers) -> list[dict]:
    """What the guard or the application behind it sends."""
    sent, waiting = [], list(incoming) or [{"type": "http.request", "body": b""}]

    async def receive():
        return waiting.pop(0) if waiting else {"type": f"{kind}.disconnect"}

    async def send(message):
        sent.append(message)

    headers = {"host": HOST} | headers
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items() if value]
    scope = {"type": kind, "path": path, "headers": pairs, "scheme": "http", "query_string": b""}
    await app(scope | ({"method": method} if kind == "http" else {}), receive, send)
    return sent


async def connected(app, *messages: BackMsg) -> list[dict]:
    """What is sent on a connection that receives these messages."""
    incoming = [{"type": "websocket.receive", "bytes": message.SerializeToString()} for message in messages]
    return await asked(app, "/_stcore/stream", kind="websocket", incoming=incoming)


def status(app, path="/", method="GET", **headers) -> int:
    return asyncio.run(asked(app, path, method, **headers))[0]["status"]


def guard(behind=None, **parts) -> Guard:
    return Guard(behind or Behind(), **({"uploads": Uploads(), "signed_out": SignedOut()} | parts))


@pytest.mark.parametrize(
    "origin",
    ["https://elsewhere.example", "null", f"{OWN_PAGE}.elsewhere.example", "http://[", f"http://x@{HOST}"],
)
def test_a_page_of_another_site_gets_nothing(origin):
    behind = Behind()
    for path in ("/", "/_stcore/health", "/_stcore/host-config"):
        assert status(guard(behind), path, origin=origin) == 403
    sent = asyncio.run(asked(guard(behind), "/_stcore/stream", kind="websocket", origin=origin))
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert behind.reached == []


def test_an_origin_without_a_host_to_compare_gets_nothing():
    assert status(guard(), origin=OWN_PAGE, host="") == 403


def test_pages_of_this_server_and_programs_without_a_page_are_let_through():
    assert status(guard(), origin=OWN_PAGE) == status(guard()) == 200


def test_behind_a_proxy_the_public_address_is_this_servers_own(monkeypatch):
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://duizhao.example.gov.cn/")
    behind = Behind()
    assert status(guard(behind), origin="https://duizhao.example.gov.cn", host="127.0.0.1:8501") == 200
    assert behind.headers("host") == ["duizhao.example.gov.cn"]  # else Streamlit would ask around
    assert status(guard(behind), origin="http://duizhao.example.gov.cn", host="127.0.0.1:8501") == 403


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/interact", "/_stcore/agent/openapi.json",
     "/_stcore/script-health-check", "/_stcore/anything", "/component/x/index.html", "/app/static/x"],
)  # fmt: skip
def test_what_no_page_uses_is_not_there(path):
    behind = Behind()
    assert status(guard(behind), path) == 404 and behind.reached == []


@pytest.mark.parametrize(
    "path", ["/", "/figures", "/_stcore/health", "/_stcore/host-config", "/_stcore/bidi-components/a/b.js",
             "/static/js/a.js", "/media/a.png", "/auth/login", "/oauth2callback"],
)  # fmt: skip
def test_what_the_pages_use_is_there(path):
    assert status(guard(), path) == 200


def test_only_files_are_sent_to_the_server():
    assert status(guard(), "/", "POST") == status(guard(), "/figures", "DELETE") == 405


@pytest.fixture
def stored(monkeypatch):
    """What Streamlit holds of uploaded files, by session."""
    files: dict[str, dict] = {}
    manager = SimpleNamespace(file_storage=files)
    runtime = SimpleNamespace(uploaded_file_mgr=manager, is_active_session=lambda session: session != "gone")
    monkeypatch.setattr(Runtime, "exists", classmethod(lambda _: True))
    monkeypatch.setattr(Runtime, "instance", classmethod(lambda _: runtime))
    return files


def put(app, session: str, size: int | None) -> int:
    length = {} if size is None else {"content_length": str(size)}
    return status(app, f"/_stcore/upload_file/{session}/file", "PUT", **length)


def test_a_file_is_taken_only_where_a_page_takes_files(stored):
    kept = Uploads()
    app = guard(uploads=kept)
    assert put(app, "anyone", 10) == 403
    kept.let("reviewer", True)
    assert put(app, "reviewer", 10) == 200 and put(app, "anyone", 10) == 403
    kept.let("reviewer", False)  # another page
    assert put(app, "reviewer", 10) == 403


def test_what_lies_in_memory_is_bounded_for_each_and_for_all(stored):
    kept = Uploads(of_one=100, of_all=150)
    for session in ("a", "b"):
        kept.let(session, True)
    app = guard(uploads=kept)
    stored["a"] = {"1": SimpleNamespace(data=bytes(90))}
    assert put(app, "a", 10) == 200 and put(app, "a", 11) == 413
    assert put(app, "b", 60) == 200 and put(app, "b", 61) == 413
    assert put(app, "b", None) == 411


def test_files_on_their_way_count(stored):
    kept = Uploads(of_one=100, of_all=150)
    with kept.room("a", 80) as fits:
        assert fits
        with kept.room("a", 30) as second, kept.room("b", 80) as other:
            assert not second and not other
    with kept.room("a", 100) as again:
        assert again


def test_sessions_that_have_left_may_upload_no_more(stored):
    kept = Uploads()
    kept.let("gone", True)
    kept.let("here", True)
    assert kept.may("here") and not kept.may("gone")


def test_a_message_larger_than_any_of_a_page_ends_the_connection():
    behind = Behind()
    small, large = BackMsg(stop_script=True), BackMsg()
    large.rerun_script.query_string = LARGEST_MESSAGE * "x"
    sent = asyncio.run(connected(guard(behind), small, large, small))
    assert [message["code"] for message in sent] == [1009]
    assert [message["bytes"] for message in behind.messages] == [small.SerializeToString()]


def test_text_too_large_ends_the_connection_too():
    incoming = [{"type": "websocket.receive", "text": (LARGEST_MESSAGE + 1) * "x"}]
    sent = asyncio.run(asked(guard(), "/_stcore/stream", kind="websocket", incoming=incoming))
    assert [message["code"] for message in sent] == [1009]


def test_messages_that_no_page_sends_are_passed_over():
    behind, skills = Behind(), BackMsg()
    skills.backend_operation_request.install_skills.SetInParent()
    rows = BackMsg()
    rows.backend_operation_request.dataframe_chunk.limit = 7
    for_everyone = (
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True),
    )
    asyncio.run(connected(guard(behind), *for_everyone, skills, rows))
    assert [message["bytes"] for message in behind.messages] == [rows.SerializeToString()]


def test_no_more_pages_are_open_at_once_than_the_server_can_hold():
    behind = Behind()
    app = guard(behind)
    app.connections = MOST_CONNECTIONS
    sent = asyncio.run(asked(app, "/_stcore/stream", kind="websocket"))
    assert [message["type"] for message in sent] == ["websocket.close"] and behind.reached == []
    app.connections -= 1
    asyncio.run(asked(app, "/_stcore/stream", kind="websocket"))
    assert len(behind.reached) == 1 and app.connections == MOST_CONNECTIONS - 1


@pytest.mark.parametrize(
    ("headers", "public"),
    [({"x_forwarded_proto": "https"}, ""), ({"host": "d.example"}, "https://d.example")],
)
def test_behind_tls_every_cookie_is_for_tls_alone(headers, public, monkeypatch):
    monkeypatch.setenv("PUBLIC_ADDRESS", public)
    given = ("_streamlit_user=x; Path=/; HttpOnly", "_streamlit_xsrf=y; Secure; Path=/")
    sent = asyncio.run(asked(guard(Behind(given)), "/oauth2callback", **headers))
    cookies = [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]
    assert cookies == ["_streamlit_user=x; Path=/; HttpOnly; Secure", given[1]]
    plain = asyncio.run(asked(guard(Behind(given)), "/oauth2callback"))
    assert [value.decode() for name, value in plain[0]["headers"]] == list(given)


def sign_in(who: str, name: str = "_streamlit_user") -> str:
    """A cookie as Streamlit signs it."""
    return URLSafeTimedSerializer("secret", salt=name).dumps(f'{{"email": "{who}"}}')


def cookies_behind(app, behind, cookie: str, path: str = "/_stcore/health") -> list[str]:
    asyncio.run(asked(app, path, cookie=cookie))
    return behind.headers("cookie")


def test_after_signing_out_a_copy_of_the_cookie_is_worth_nothing(tmp_path):
    behind = Behind()
    app = guard(behind, signed_out=SignedOut(tmp_path / "signed_out.txt"))
    li, wang = f"_streamlit_user={sign_in('li')}", f"_streamlit_user={sign_in('wang')}"
    assert cookies_behind(app, behind, f"theme=dark; {li}") == [f"theme=dark; {li}"]
    cookies_behind(app, behind, li, "/auth/logout")
    assert cookies_behind(app, behind, f"theme=dark; {li}") == ["theme=dark"]
    assert cookies_behind(app, behind, f"{li}=") == [""]  # another way to write the same signature
    assert cookies_behind(app, behind, f"{li}; _streamlit_user_7=x.y.z") == [""]
    assert cookies_behind(app, behind, wang) == [wang]
    after_a_restart = guard(behind, signed_out=SignedOut(tmp_path / "signed_out.txt"))
    assert cookies_behind(after_a_restart, behind, li) == [""]


def test_an_ended_sign_in_is_remembered_as_long_as_its_cookie_is_good(tmp_path, monkeypatch):
    kept = SignedOut(tmp_path / "signed_out.txt")
    old, new = {"_streamlit_user": sign_in("li")}, {"_streamlit_user": sign_in("wang")}
    monkeypatch.setattr("dashboard.work.signed_out.time.time", lambda: 1_000_000.0)
    kept.end(old)
    monkeypatch.setattr("dashboard.work.signed_out.time.time", lambda: 1_000_000.0 + 32 * 24 * 3600)
    kept.end(new)
    assert kept.holds(new) and not kept.holds(old)
    assert len((tmp_path / "signed_out.txt").read_text().splitlines()) == 1


def test_leaving_the_page_that_takes_files_frees_what_lies_there(stored, monkeypatch):
    freed = []
    monkeypatch.setattr(Runtime.instance().uploaded_file_mgr, "remove_session_files", freed.append, False)
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: SimpleNamespace(session_id="here"))
    monkeypatch.setattr(uploads, "UPLOADS", Uploads())
    for may in (False, True, True):
        uploads.take_uploads(may)
    assert freed == []
    uploads.take_uploads(False)
    uploads.take_uploads(False)
    assert freed == ["here"]


def test_a_page_is_drawn_for_someone_who_may_upload_or_not(monkeypatch):
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: SimpleNamespace(session_id="here"))
    monkeypatch.setattr(uploads, "UPLOADS", Uploads())
    uploads.take_uploads(True)
    assert uploads.UPLOADS.may("here")
    uploads.take_uploads(False)
    assert not uploads.UPLOADS.may("here")
