"""One request and its answer: bounded in size and time, over whatever TLS the site still speaks."""

import ssl
import time
from dataclasses import dataclass

import httpx

from etl.fetching.destinations import Destination
from etl.fetching.trouble import NotFetched

_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
_SCRIPTED = frozenset((202, 412, 521))  # a page that only a browser's scripts get past
_WHY = {401: "要登录", 403: "拒绝访问", 404: "页面不存在", 410: "页面已删除", 451: "依法不予提供"}
NOT_MODIFIED = 304
_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which Python 3.11 has no name for


@dataclass(frozen=True)
class Bounds:
    """What one answer may take. `seconds`: from the request to the last byte."""

    size: int = 50 * 2**20
    seconds: float = 120
    silence: float = 30  # seconds without a byte


@dataclass(frozen=True)
class Answer:
    """What came from `url`. `tls`: "" as it should be, "old" an outdated protocol, "unproven" a certificate
    that proves nothing: the bytes may be anyone's."""

    url: str
    status: int
    headers: dict[str, str]
    content: bytes
    tls: str = ""

    @property
    def redirect(self) -> str:
        """Where it sends us, or ""."""
        target = self.headers.get("location", "")
        return str(httpx.URL(self.url).join(target)) if 300 <= self.status < 400 and target else ""


def _context(*, old: bool, proven: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if old:
        # Many sites of local governments stop at TLS 1.0, short keys and unsafe renegotiation.
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= _LEGACY_SERVER_CONNECT
    if not proven:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


class Web:
    """Sends requests of one kind of TLS after the other until one is answered, and remembers which by host.
    For one thread at a time a host."""

    def __init__(self, bounds: Bounds, agent: str) -> None:
        self.bounds = bounds
        self._headers = {"User-Agent": agent, "Accept-Language": "zh-CN,zh;q=0.9", "Accept": "*/*"}
        self._tls_of: dict[str, str] = {}
        kinds = {
            "": _context(old=False, proven=True),
            "old": _context(old=True, proven=True),
            "unproven": _context(old=True, proven=False),
        }
        # A proxy would hide where a request goes, so none is taken from the environment.
        self._clients = {
            name: httpx.Client(verify=context, trust_env=False, timeout=bounds.silence)
            for name, context in kinds.items()
        }

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def get(self, goal: Destination, extra: dict[str, str]) -> Answer:
        """The answer with its content; raises NotFetched for failures, refusals and what is too much."""
        host = goal.url.host
        kinds = list(self._clients)
        for kind in kinds[kinds.index(self._tls_of.get(host, "")) :]:
            try:
                answer = self._one(kind, goal, extra)
            except httpx.TransportError as error:
                if kind != kinds[-1] and _is_tls(error):
                    continue
                raise NotFetched(f"连不上 {host}（{_said(error)}），请稍后再试", again=True) from error
            self._tls_of[host] = kind
            return answer
        raise AssertionError("the last kind of TLS returns or raises")

    def _one(self, kind: str, goal: Destination, extra: dict[str, str]) -> Answer:
        client, started = self._clients[kind], time.monotonic()
        request = client.build_request(
            "GET", goal.request_url, headers={**self._headers, **extra, "Host": goal.host_header},
            extensions={"sni_hostname": goal.url.host},
        )  # fmt: skip
        response = client.send(request, stream=True)
        try:
            _refuse(response)
            content = self._content(response, started)
        finally:
            response.close()
        tls = kind if goal.url.scheme == "https" else ""
        return Answer(str(goal.url), response.status_code, dict(response.headers), content, tls)

    def _content(self, response: httpx.Response, started: float) -> bytes:
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self.bounds.size:
                raise NotFetched(f"超过 {self.bounds.size >> 20} MB，没有取完")
            if time.monotonic() - started > self.bounds.seconds:
                raise NotFetched(f"超过 {self.bounds.seconds:.0f} 秒还没有传完，请稍后再试", again=True)
            pieces.append(piece)
        return b"".join(pieces)


def _refuse(response: httpx.Response) -> None:
    """Raise NotFetched where the status says that there is no document."""
    status = response.status_code
    if status in _SCRIPTED:
        raise NotFetched("网站要求浏览器执行脚本，程序取不到；请在浏览器里打开后另存网页，再用 import 导入")
    if status in _AGAIN:
        raise NotFetched(f"网站暂时不能用（{status}），请稍后再试", again=True, wait=_asked(response))
    if status >= 400:
        raise NotFetched(f"{_WHY.get(status, '网站拒绝了请求')}（{status}），请检查网址")


def _asked(response: httpx.Response) -> float:
    """Seconds that the server asks to wait; 0 where it says none, or a date."""
    said = response.headers.get("retry-after", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _said(error: httpx.TransportError) -> str:
    return "超时" if isinstance(error, httpx.TimeoutException) else str(error)[:200] or type(error).__name__
