"""The HTML before Streamlit: Chinese, with the server's address and settings; and wrong addresses."""

import gzip
import json
import re

from dashboard.serving.entry import ON_EVERY_PAGE, STATIC, EntryPage, entry_html, scripts_of
from tests.dashboard import asgi

SETTINGS = {"allowedOrigins": ["https://a.example.cn"], "useExternalAuthToken": False, "note": "</script>"}
HTML = (
    '<html lang="en"><head><link rel="preload" href="./a.woff2" as="font" /><title>Streamlit</title></head>'
    "<body><noscript>You need to enable JavaScript.</noscript></body></html>"
)


class Streamlit:
    """A bare ASGI application that answers as Streamlit does: any address with the same HTML."""

    def __init__(self):
        self.asked = []

    async def __call__(self, scope, receive, send):
        self.asked.append((scope["path"], dict(scope["headers"])))
        body = json.dumps(SETTINGS) if scope["path"] == "/_stcore/host-config" else HTML
        headers = [(b"content-type", b"text/html"), (b"etag", b"abc"), (b"set-cookie", b"_streamlit_xsrf=1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body.encode()})


def get(app, path: str, query: str = "", **headers: str) -> tuple[int, dict, str]:
    status, said, body = asgi.get(app, path, query, **headers)
    return status, said, body.decode()


def entry(server=None) -> EntryPage:
    return EntryPage(server or Streamlit(), pages=["overview", "figures"], start="overview")


def test_a_page_is_chinese_and_knows_its_server():
    status, headers, html = get(entry(), "/figures")
    assert status == 200 and int(headers["content-length"]) == len(html.encode())
    assert 'lang="zh-CN"' in html and "<title>执法对照</title>" in html
    assert "JavaScript。" in html and "You need" not in html
    assert 'BACKEND_BASE_URL: location.origin + "/"' in html
    assert "a.woff2" not in html


def test_what_stands_where_something_will_be_does_not_move():
    (style,) = re.findall(r"<style>(.*?)</style>", get(entry(), "/")[2])
    assert "stSkeleton" in style and "animation: none !important" in style


def test_the_settings_reach_the_page_without_ending_its_script():
    stated = re.search(r"HOST_CONFIG: (\{.*?\})\}</script>", get(entry(), "/")[2]).group(1)
    assert json.loads(stated) == SETTINGS
    assert "</script>" not in stated


def test_a_page_comes_compressed_to_a_browser_that_takes_it():
    _, headers, body = asgi.get(entry(), "/", accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip" and int(headers["content-length"]) == len(body)
    assert gzip.decompress(body).decode() == get(entry(), "/")[2]


def test_streamlit_is_not_asked_whether_the_page_has_changed():
    server = Streamlit()
    status, headers, _ = asgi.get(entry(server), "/", if_none_match="abc", accept_encoding="gzip")
    assert status == 200 and "etag" not in headers
    assert not server.asked[0][1]


def test_the_settings_are_asked_for_once():
    server = Streamlit()
    app = entry(server)
    get(app, "/"), get(app, "/figures")
    assert [path for path, _ in server.asked] == ["/", "/_stcore/host-config", "/figures"]


def test_cookies_of_streamlit_are_kept():
    assert get(entry(), "/")[1]["set-cookie"] == "_streamlit_xsrf=1"


def test_the_start_page_under_its_own_name_leads_to_the_root_with_what_was_asked():
    status, headers, _ = get(entry(), "/overview", "basis=own")
    assert (status, headers["location"]) == (307, "/?basis=own")


def test_an_unknown_address_is_answered_in_chinese():
    server = Streamlit()
    status, _, html = get(entry(server), "/no-such-page")
    assert status == 404 and "没有这个页面" in html and 'href="/"' in html
    assert not server.asked


def test_what_is_no_page_is_left_to_streamlit():
    for path in ("/_stcore/health", "/static/js/index.js", "/favicon.png", "/oauth2callback", "/media/x"):
        assert get(entry(), path)[1]["etag"] == "abc"


def test_the_index_page_of_the_streamlit_in_use_is_rewritten_throughout():
    html = entry_html((STATIC / "index.html").read_text(encoding="utf-8"), SETTINGS)
    for english in ('lang="en"', "<title>Streamlit", "You need to enable JavaScript", 'as="font"'):
        assert english not in html
    for chinese in ('lang="zh-CN"', "<title>执法对照", "需要启用", "window.__streamlit"):
        assert html.count(chinese) == 1


def test_no_script_is_asked_for_twice():
    html = entry_html((STATIC / "index.html").read_text(encoding="utf-8"), SETTINGS)
    asked = re.findall(r'(?:href|src)="(\./static/js/[^"]+)"', html)
    assert len(asked) == len(set(asked))


def test_the_scripts_that_every_page_needs_are_asked_for_early_and_exist():
    html = entry_html("<head></head>", SETTINGS)
    for component in ON_EVERY_PAGE:
        own = scripts_of((component,))
        assert len(own) > 1, component
        for file in own:
            assert (STATIC / file).is_file() and html.count(f'"./{file}"') == 1
