"""Bring the wanted documents into the folder: several hosts at once, one document after the other of each."""

import fcntl
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit

from etl.engine.errors import InvalidData, UnreadableDocument
from etl.engine.reading.detect import detect_format
from etl.fetching.addresses import Wanted
from etl.fetching.manners import Polite
from etl.fetching.pages import Page, page_of
from etl.fetching.store import Kept, Store, sha256
from etl.fetching.trouble import NotFetched
from etl.fetching.web import NOT_MODIFIED, Answer

HOSTS = 8  # at once
STEPS = 4  # by which a page may lead to another: refresh, frame, script
_OF_USE = frozenset(("etag", "last-modified", "content-type", "content-disposition", "date", "server"))
_TLS = {"": [], "old": ["网站只支持过时的加密"], "unproven": ["网站的证书无效，内容未经证实"]}


@dataclass(frozen=True)
class Fetched:
    """What became of a wanted document. `state`: new, changed, same, kept (was there, not asked again) or
    failed, then `trouble` says why. `notes` are of the document and of its linked files."""

    wanted: Wanted
    state: str
    trouble: str = ""
    file: str = ""
    linked: int = 0
    notes: list[str] = field(default_factory=list)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder: two runs at once would take the same numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InvalidData(f"{folder}：另一个 fetch 正在写这个文件夹，请等它结束") from error
        yield


def fetch_all(wanted: list[Wanted], store: Store, polite: Polite, again: bool = False) -> Iterator[Fetched]:
    """Fetch what is not there yet, or with `again` whatever has changed; yield each as it is done."""
    by_host: dict[str, list[Wanted]] = defaultdict(list)
    for each in wanted:
        by_host[urlsplit(each.address).netloc].append(each)
    store.clear_up()
    done: SimpleQueue[Fetched | None] = SimpleQueue()

    def work(of_host: list[Wanted]) -> None:
        try:
            for fetched in _of_host(of_host, store, polite, again):
                done.put(fetched)
        finally:
            done.put(None)

    with ThreadPoolExecutor(HOSTS, thread_name_prefix="fetch") as pool:
        workers = [pool.submit(work, of_host) for of_host in by_host.values()]
        try:
            for _ in workers:
                yield from iter(done.get, None)
            for worker in workers:
                worker.result()  # a fault of the program itself is raised here
        finally:
            pool.shutdown(cancel_futures=True)


def _of_host(wanted: list[Wanted], store: Store, polite: Polite, again: bool) -> Iterator[Fetched]:
    for each in wanted:
        try:
            yield _fetch(each, store, polite, again)
        except NotFetched as trouble:
            yield Fetched(each, "failed", trouble=str(trouble))


def _fetch(wanted: Wanted, store: Store, polite: Polite, again: bool) -> Fetched:
    kept = store.latest(wanted.name)
    if kept and kept.asked != wanted.address:
        kept = None  # the list has another address now: its document is another version
    if kept and not again:
        return Fetched(wanted, "kept", file=kept.file)
    answer, page = _lead(wanted.address, polite, kept)
    if answer.status == NOT_MODIFIED:
        if kept is None:  # nobody asked whether it had changed
            raise NotFetched(f"{wanted.address} 没有给出文件（304），请稍后再取")
        store.seen_again(kept, _now())
        return Fetched(wanted, "same", file=kept.file)
    kept, state = _keep(wanted.name, wanted.address, answer, page, store, kept)
    linked, notes = _linked(wanted.name, answer.url, page, store, polite)
    return Fetched(wanted, state, file=kept.file, linked=linked, notes=kept.notes + notes)


def _lead(address: str, polite: Polite, kept: Kept | None) -> tuple[Answer, Page | None]:
    """The answer where pages lead no further, and what kind of page it is (None: no page)."""
    answer = polite.get(address, _conditions(kept))
    for _ in range(STEPS):
        if answer.status == NOT_MODIFIED or _format(answer) != "html":
            return answer, None
        page = page_of(answer.content, answer.url)
        if page.gone:
            raise NotFetched("网站说页面不存在（状态码却是 200），请检查网址")
        if not page.onward:
            return answer, page
        answer = polite.get(page.onward)
    raise NotFetched(f"页面转来转去超过 {STEPS} 次，请检查网址")


def _conditions(kept: Kept | None) -> dict[str, str]:
    """Ask for the document only if it has changed; a page that led here has headers of its own."""
    if kept is None or kept.url != kept.asked:
        return {}
    asked = {
        "If-None-Match": kept.headers.get("etag"),
        "If-Modified-Since": kept.headers.get("last-modified"),
    }
    return {name: value for name, value in asked.items() if value}


def _format(answer: Answer) -> str:
    try:
        return detect_format(answer.content, answer.url)
    except UnreadableDocument as error:
        raise NotFetched(str(error).removeprefix(f"{answer.url}：")) from error


def _keep(
    name: str, asked: str, answer: Answer, page: Page | None, store: Store, before: Kept | None, of: str = ""
) -> tuple[Kept, str]:
    digest = sha256(answer.content)
    if before and before.sha256 == digest:
        store.seen_again(before, _now())
        return before, "same"
    moved = urlsplit(answer.url).hostname != urlsplit(asked).hostname
    notes = [*_TLS[answer.tls], *([f"转到了 {urlsplit(answer.url).hostname}"] if moved else [])]
    headers = {key.lower(): value for key, value in answer.headers.items() if key.lower() in _OF_USE}
    kept = Kept(
        name=name, file="", asked=asked, url=answer.url, fetched=_now(), checked=_now(), status=answer.status,
        headers=headers, sha256=digest, size=len(answer.content), text=page.text if page else 0,
        tls=answer.tls, page=of, notes=[*notes, *(page.notes if page else [])],
    )  # fmt: skip
    return store.keep(kept, answer.content, f".{_format(answer)}"), "changed" if before else "new"


def _linked(name: str, at: str, page: Page | None, store: Store, polite: Polite) -> tuple[int, list[str]]:
    """Bring the files that the page links; those that do not come are said, the page is kept all the same."""
    known = {kept.asked: kept for kept in store.linked(name)}
    taken, brought, notes = {kept.name for kept in known.values()}, 0, []
    for address in page.attached if page else ():
        before = known.get(address)
        number = next(n for n in range(1, 1000) if f"{name}+{n}" not in taken)
        own = before.name if before else f"{name}+{number}"
        try:
            answer = polite.get(address, _conditions(before))
            if before and answer.status == NOT_MODIFIED:
                store.seen_again(before, _now())
            else:
                if _format(answer) == "html":
                    raise NotFetched("链接打开的是网页，不是文件")
                _keep(own, address, answer, None, store, before, of=at)
        except NotFetched as trouble:
            notes.append(f"附件 {address} 没有取到：{trouble}")
            continue
        taken.add(own)
        brought += 1
    return brought, notes


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
