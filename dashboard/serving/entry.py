"""The HTML that a browser gets before Streamlit draws anything: in Chinese, and sooner connected.

Streamlit's own index.html says lang="en" and 'Streamlit', and lets its client search for the server: it asks
under the page's own path first, then again under the root, and only then for settings that never change.
Here the page states the address and the settings, names the scripts that it will need, says how
wide its window is (width.js), and puts into Chinese what Streamlit's own widgets say (words.js);
visitor.js, tabs.js and together.js do what its client leaves out. An address that is no page of the
dashboard is answered in Chinese, with 404, instead of Streamlit's English dialog.
"""

import gzip
import json
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from dashboard.serving.compression import STATIC, App, Message, Receive, Send, plain_response, takes

TITLE = "执法对照"
# What the filter bar and the overview are made of: asked for at once, not one by one as each is first drawn
ON_EVERY_PAGE = ("BidiComponent", "Button", "ButtonGroup", "Checkbox", "Html", "Multiselect", "Slider")
SCRIPTS = tuple(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("words.js", "visitor.js", "tabs.js", "together.js", "width.js")
)
HOST_CONFIG = "/_stcore/host-config"
NO_SCRIPTS = "<noscript><p>本系统需要启用浏览器的 JavaScript。</p></noscript>"
# Without a graphics card each step of a moving placeholder is drawn by the processor that the page waits for
STILL = '<style>[data-testid="stSkeleton"], [data-testid="stSkeleton"] *{animation: none !important}</style>'
UNUSED_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>')  # the dashboard's fonts are Chinese
NO_SUCH_PAGE = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="UTF-8"><title>没有这个页面 · {TITLE}</title></head>
<body style="font-family: sans-serif; margin: 4rem; line-height: 1.8">
<h1 style="font-size: 1.4rem">没有这个页面</h1>
<p>地址可能抄错了，或这一页已改名。请从 <a href="/">总览</a> 进入。</p></body></html>"""


class EntryPage:
    """ASGI middleware: what stands at `/` and at the addresses `pages` of the other pages.

    `start` is the page that stands at `/`: its own name leads there.
    """

    def __init__(self, app: App, pages: Collection[str], start: str) -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.start = start
        self.settings: dict | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        name = _page_asked_for(scope)
        if name is None:
            await self.app(scope, receive, send)
        elif name == self.start:
            asked = scope["query_string"].decode()
            await _answer(send, 307, "", [(b"location", ("/" + (f"?{asked}" if asked else "")).encode())])
        elif name and name not in self.pages:
            await _answer(send, 404, NO_SUCH_PAGE)
        else:
            await self._send_entry(scope, send)

    async def _send_entry(self, scope: Message, send: Send) -> None:
        start, body = await plain_response(self.app, scope)
        if start["status"] != 200:
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        if self.settings is None:
            asked = {**scope, "path": HOST_CONFIG, "raw_path": HOST_CONFIG.encode(), "query_string": b""}
            self.settings = json.loads((await plain_response(self.app, asked))[1])
        kept = [pair for pair in start["headers"] if pair[0] in (b"set-cookie", b"cache-control")]
        html = entry_html(body.decode(), self.settings)
        await _answer(send, 200, html, kept, compressed=takes(scope, "gzip"))


def entry_html(html: str, settings: dict) -> str:
    """Streamlit's index.html with this program's name and language, its own address and `settings`."""
    known = json.dumps(settings).replace("<", "\\u003c")
    stated = f'window.__streamlit = {{BACKEND_BASE_URL: location.origin + "/", HOST_CONFIG: {known}}}'
    html = html.replace('<html lang="en">', '<html lang="zh-CN">')
    html = html.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    html = re.sub(r"<noscript>.*?</noscript>", NO_SCRIPTS, html, flags=re.DOTALL)
    html = UNUSED_FONT.sub("", html)
    early = "".join(
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./{file}">'
        for file in scripts_of(ON_EVERY_PAGE)
        if f'"./{file}"' not in html  # Streamlit asks for its first ones itself
    )
    html = html.replace("</head>", f"{early}{STILL}</head>", 1)
    scripts = "".join(f"<script>{script}</script>" for script in (stated, *SCRIPTS))
    return html.replace("<head>", f"<head>{scripts}", 1)


@cache
def scripts_of(components: tuple[str, ...]) -> tuple[str, ...]:
    """The files in which Streamlit's components are, and all that they import, by its own manifest."""
    manifest = json.loads((STATIC / "manifest.json").read_text(encoding="utf-8"))
    waiting = [key for key in manifest if key.endswith(tuple(f"/{name}.tsx" for name in components))]
    found: dict[str, None] = {}
    while waiting:
        entry = manifest[waiting.pop(0)]
        if entry["file"] not in found:
            found[entry["file"]] = None
            waiting += entry.get("imports", ())
    return tuple(found)


def _page_asked_for(scope: Message) -> str | None:
    """The name of the page, empty at the root; None for what is no page: assets, uploads, Streamlit's own."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    name = scope["path"].strip("/")
    own = name.startswith("_") or "/" in name or "." in name or name == "oauth2callback"
    return None if own else name


async def _answer(
    send: Send,
    status: int,
    html: str,
    headers: Collection[tuple[bytes, bytes]] = (),
    compressed: bool = False,
) -> None:
    body = _gzipped(html) if compressed else html.encode()
    said = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if compressed:
        said += [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
    await send({"type": "http.response.start", "status": status, "headers": [*said, *headers]})
    await send({"type": "http.response.body", "body": body})


@cache
def _gzipped(html: str) -> bytes:
    """The page, which is the same for all visitors."""
    return gzip.compress(html.encode())
