"""Asks an ASGI application as a browser would."""

import asyncio

Reply = tuple[int, dict[str, str], bytes]  # status, headers, body


def get(app, path: str, query: str = "", **headers: str) -> Reply:
    """What a browser receives for `path`; a header's name is written with _ for -."""
    return asyncio.run(asked(app, path, query, **headers))


async def asked(app, path: str, query: str = "", **headers: str) -> Reply:
    """As `get`, for tests in which several ask at the same time."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": pairs}
    await app(scope, receive, send)
    said = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], said, b"".join(message.get("body", b"") for message in sent[1:])
