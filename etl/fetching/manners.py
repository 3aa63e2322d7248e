"""Politeness: one connection a host, a pause between requests, robots.txt, and patience with faults."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.robotparser import RobotFileParser

from etl.fetching.destinations import Destination, destination
from etl.fetching.trouble import NotFetched
from etl.fetching.web import Answer, Web

REDIRECTS = 8
LONGEST_PAUSE = 60  # seconds; who asks for more is asked again another day
ROBOTS_SIZE = 500_000  # bytes read of a robots.txt, as RFC 9309 has it


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = -1e9
    robots: RobotFileParser | None = None


@dataclass
class Polite:
    """Gets addresses, of each host one at a time. `delay`: seconds between two requests to a host, more where
    its robots.txt asks for more; `attempts`: how often a fault that may pass is tried.
    Safe for many threads."""

    web: Web
    agent: str
    delay: float = 1.0
    attempts: int = 3
    own_network: bool = False
    sleep: Callable[[float], None] = time.sleep
    _hosts: dict[str, _Host] = field(default_factory=lambda: defaultdict(_Host), init=False)
    _opening: threading.Lock = field(default_factory=threading.Lock, init=False)

    def get(self, address: str, extra: dict[str, str] | None = None) -> Answer:
        """The answer at the end of all redirects. Raises NotFetched."""
        for _ in range(REDIRECTS + 1):
            answer = self._patiently(address, extra or {})
            if not answer.redirect:
                return answer
            address = answer.redirect
        raise NotFetched(f"转来转去超过 {REDIRECTS} 次，请检查网址")

    def _patiently(self, address: str, extra: dict[str, str]) -> Answer:
        for attempt in range(self.attempts):
            try:
                return self._once(address, extra)
            except NotFetched as trouble:
                if not trouble.again or attempt + 1 == self.attempts:
                    raise
                wait = max(trouble.wait, self.delay * 4**attempt)
            if wait > LONGEST_PAUSE:
                raise NotFetched(f"网站要求 {wait:.0f} 秒后再来，请改天再取")
            self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, address: str, extra: dict[str, str]) -> Answer:
        goal = destination(address, own_network=self.own_network)
        with self._opening:
            host = self._hosts[goal.host_header]
        with host.lock:
            if host.robots is None:
                host.robots = self._robots(host, goal)
            if not host.robots.can_fetch(self.agent, str(goal.url)):
                raise NotFetched("网站的 robots.txt 不许程序取这个页面；请在浏览器里另存后用 import 导入")
            asked = min(float(host.robots.crawl_delay(self.agent) or 0), LONGEST_PAUSE)
            return self._in_turn(host, goal, extra, max(self.delay, asked))

    def _in_turn(self, host: _Host, goal: Destination, extra: dict[str, str], pause: float) -> Answer:
        self.sleep(max(0.0, host.last + pause - time.monotonic()))
        try:
            return self.web.get(goal, extra)
        finally:
            host.last = time.monotonic()

    def _robots(self, host: _Host, goal: Destination) -> RobotFileParser:
        """What the host's robots.txt allows. One that is not there, or lies with another host, forbids
        nothing (RFC 9309); while the host is out of order the page is not asked for either."""
        found = RobotFileParser()
        found.parse([])
        goal = replace(goal, url=goal.url.copy_with(raw_path=b"/robots.txt", fragment=None))
        for _ in range(REDIRECTS):
            try:
                answer = self._in_turn(host, goal, {}, self.delay)
            except NotFetched as trouble:
                if trouble.again:
                    raise
                return found
            if not answer.redirect:
                found.parse(answer.content[:ROBOTS_SIZE].decode("utf-8", "replace").splitlines())
                return found
            further = destination(answer.redirect, own_network=self.own_network)
            if further.host_header != goal.host_header:
                return found
            goal = further
        return found
