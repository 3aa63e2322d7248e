"""What stands in the headers of every answer, and by which address the program knows this server."""

import os

from starlette.requests import Request

from dashboard.data.store import Published
from dashboard.serving.api.question import data_version
from dashboard.version import VERSION


def kept_until_changed(published: Published, form: str) -> dict[str, str]:
    """Headers by which a program keeps an answer as long as the version is in service."""
    tag = f'W/"{data_version(published)}-{VERSION}-{form}"'
    return {
        "etag": tag,
        "cache-control": "private, no-cache",
        "vary": "Accept, Authorization, Cookie",
        "x-data-version": data_version(published),
    }


def not_changed(request: Request, headers: dict[str, str]) -> bool:
    """Does the program have this answer already?"""
    return headers["etag"] in request.headers.get("if-none-match", "")


def own_address(request: Request) -> str:
    """How the program knows this server: PUBLIC_ADDRESS, else as it asked."""
    public = os.environ.get("PUBLIC_ADDRESS", "").rstrip("/")
    return public or f"{request.url.scheme}://{request.url.netloc}"
