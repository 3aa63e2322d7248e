"""Answers /api/v1/… and the permalinks /figure/…: who may, in which form, and not more at once than it can.

A page of rows is bounded (question.MOST) and made in a thread of its own, in turn with the pages of the
dashboard. Whoever asks again with the ETag of the version in service gets 304 before anything is read.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.address import BadAddress
from dashboard.data.store import Published, StoreError, open_published
from dashboard.serving.api import permalink
from dashboard.serving.api.access import refusal
from dashboard.serving.api.forms import typed, written
from dashboard.serving.api.headers import kept_until_changed, not_changed, own_address
from dashboard.serving.api.openapi import description
from dashboard.serving.api.question import (
    AFTER,
    FORMATS,
    Outdated,
    data_version,
    form_of,
    place_after,
    read_question,
)
from dashboard.serving.api.resources import RESOURCES, Resource
from dashboard.serving.compression import App, Message, Receive, Send
from dashboard.serving.turns import AT_ONCE, TURNS

MOST_WAITING = 50  # requests, beside those being answered
ROOTS = ("/api/", "/figure/")
Answer = Callable[[Request, Published], Response]


class Api:
    """ASGI middleware: answers what lies below ROOTS, and leaves the rest to the dashboard."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.own = Starlette(
            routes=[
                Route("/api/v1/openapi.json", lambda _: JSONResponse(description())),
                *(
                    Route(f"/api/v1/{each.name}", _answering(_rows(each)), methods=["GET"])
                    for each in RESOURCES.values()
                ),
                Route("/figure/{figure_id}", _answering(permalink.answer), methods=["GET"]),
            ],
            middleware=[Middleware(GZipMiddleware, compresslevel=3)],
            exception_handlers={404: _no_such_address, 405: _read_only},
        )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        ours = scope["type"] == "http" and scope["path"].startswith(ROOTS)
        await (self.own if ours else self.app)(scope, receive, send)


_waiting = 0


def _answering(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        global _waiting
        if _waiting >= AT_ONCE + MOST_WAITING:
            return _error(503, "同时的请求太多，请稍后再试", {"retry-after": "5"})
        _waiting += 1
        try:
            return await asyncio.to_thread(_checked, answer, request)
        finally:
            _waiting -= 1

    return endpoint


def _checked(answer: Answer, request: Request) -> Response:
    """The answer, or in Chinese why there is none."""
    if refused := refusal(request):
        return _error(*refused)
    try:
        with TURNS:
            return answer(request, open_published())
    except BadAddress as trouble:
        return _error(400, str(trouble))
    except Outdated as trouble:
        return _error(409, str(trouble))
    except StoreError as trouble:
        return _error(503, str(trouble))
    except Exception:
        logging.getLogger("dashboard").exception("The API failed at %s", request.url)
        return _error(500, "出错了，数据没有受影响；若仍出错，请把这个网址发给维护者")


def _rows(resource: Resource) -> Answer:
    def answer(request: Request, published: Published) -> Response:
        asked = {name: request.query_params.getlist(name) for name in request.query_params}
        form = form_of(asked, request.headers.get("accept", ""))
        question = read_question(published, asked, resource.parameters, own_address(request))
        headers = kept_until_changed(published, form)
        if not_changed(request, headers):
            return Response(status_code=304, headers=headers)
        rows, following = resource.read(published, question)
        further = None
        if following is not None:
            asked[AFTER] = [place_after(published, following)]
            further = f"{own_address(request)}{request.url.path}?{urlencode(asked, doseq=True)}"
            headers["link"] = f'<{further}>; rel="next"'
        about = {
            "version": data_version(published),
            "stamp": published.stamp,
            "notice": published.notice,
            "next": further,
        }
        content = written(typed(rows, resource.fields, published.stamp), form, about)
        if form != "json":
            headers["content-disposition"] = f'inline; filename="{resource.name}.{form}"'
        return Response(content, headers=headers, media_type=FORMATS[form])

    return answer


def _error(status: int, said: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": said}, status, headers)


def _no_such_address(request: Request, _error_: Exception) -> Response:
    return _error(404, "没有这个地址；有哪些见 /api/v1/openapi.json")


def _read_only(request: Request, _error_: Exception) -> Response:
    return _error(405, "只能读取", {"allow": "GET, HEAD"})
