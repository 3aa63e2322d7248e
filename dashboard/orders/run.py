"""Makes and sends the orders whose data have changed since they were last sent, and says what it did."""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.address import BadAddress
from dashboard.data.store import Published
from dashboard.office.files import TYPES, file_of
from dashboard.office.model import BadTemplate, Sheet
from dashboard.office.pdf import NoOffice
from dashboard.office.settings import BadSettings, style_of
from dashboard.orders.mail import MailFailed, send
from dashboard.orders.settings import Order, Orders, Server
from dashboard.screens.sheets import Asked, sheets_asked

TROUBLES = (BadAddress, BadSettings, BadTemplate, NoOffice, MailFailed, OSError)


@dataclass
class Record:
    """What was last sent where: order -> destination -> a hash of what the views said then."""

    path: Path
    sent: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Record":
        """The record of a file, empty where there is none; a damaged one is an OSError: nothing is sent twice
        in silence."""
        if not path.exists():
            return cls(path)
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls(path, {name: dict(of) for name, of in content.items()})
        except (ValueError, AttributeError, TypeError) as error:
            raise OSError(f"{path} 已损坏（{error}）。移走它，所有单子会重新发一遍") from error

    def note(self, order: str, destination: str, said: str) -> None:
        """Note it at once, so that whatever happens next it is not sent again."""
        self.sent.setdefault(order, {})[destination] = said
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_name(f".{self.path.name}.new")
        unfinished.write_text(json.dumps(self.sent, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(unfinished, self.path)


def record_file() -> Path:
    """Where what was sent is noted: in DATA_DIR."""
    return Path(os.environ.get("DATA_DIR", "data")) / "orders_sent.json"


@contextmanager
def alone(record: Path) -> Iterator[None]:
    """While one run sends, another does not: a timer may come before the one before it has finished."""
    record.parent.mkdir(parents=True, exist_ok=True)
    with record.with_name(f".{record.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError("另一次 orders 还没有做完") from error
        yield


def carry_out(
    orders: Orders,
    published: Published,
    record: Record,
    say: Callable[[str], None],
    again: bool = False,
    only_say: bool = False,
) -> bool:
    """Carry out all orders; True when none failed. One that fails keeps no other from being carried out.

    `again` sends whether or not anything changed; `only_say` tells what would be done.
    """
    good = True
    for order in orders.orders:
        try:
            good &= _run(order, orders.smtp, published, record, say, again, only_say)
        except TROUBLES as trouble:
            say(f"{order.name}：没有做成。{trouble}")
            good = False
    return good


def _run(
    order: Order,
    smtp: Server | None,
    published: Published,
    record: Record,
    say: Callable[[str], None],
    again: bool,
    only_say: bool,
) -> bool:
    sheets = sheets_asked(published, [Asked(view.page, view.query) for view in order.views])
    said = digest(order, sheets)
    folder, mail = _due(order, said, {} if again else record.sent.get(order.name, {}))
    wanting = "、".join(filter(None, [folder, *mail]))
    if not wanting or only_say:
        told = f"有新数据，将送到 {wanting}" if wanting else "没有新数据，不必再发"
        say(f"{order.name}：{told}")
        return True
    content = file_of(sheets, order.format, style_of(order.template), order.title)
    name, subject = _names(order, published)
    if folder:
        say(f"{order.name}：已写到 {_written(Path(folder) / name, content)}")
        record.note(order.name, f"folder:{folder}", said)
    if not mail or smtp is None:
        return True
    refused = send(smtp, mail, subject, sheets, name, content, TYPES[order.format])
    _note_mail(order.name, mail, refused, said, record, say)
    return not refused


def _names(order: Order, published: Published) -> tuple[str, str]:
    """The file's name and the letter's subject."""
    stamp = f"{published.stamp}-" if published.stamp else ""
    version = published.name.removesuffix(".duckdb")
    file = f"{stamp}{order.name}-{version}.{order.format}"
    return file, f"{stamp}{order.title or order.name}（数据版本 {version}）"


def _due(order: Order, said: str, known: dict[str, str]) -> tuple[str, list[str]]:
    """The folder (or "") and the addresses that do not have what the views say now."""
    folder = order.to.folder
    if known.get(f"folder:{folder}") == said:
        folder = ""
    return folder, [address for address in order.to.mail if known.get(f"mail:{address}") != said]


def _note_mail(
    name: str, mail: list[str], refused: dict[str, str], said: str, record: Record, say: Callable[[str], None]
) -> None:
    taken = [address for address in mail if address not in refused]
    for address in taken:
        record.note(name, f"mail:{address}", said)
    if taken:
        say(f"{name}：已发给 {'、'.join(taken)}")
    for address, why in refused.items():
        say(f"{name}：{address} 没有收下（{why}），下次再发")


def digest(order: Order, sheets: Sequence[Sheet]) -> str:
    """A hash of what is sent: new where a number, a verdict or a source is; not where only the version is."""
    parts = [order.format, order.title, order.template]
    for sheet in sheets:
        drawn = [
            (plot.title, plot.categories, plot.caption, [(s.name, s.values, s.texts) for s in plot.series])
            for plot in sheet.plots
        ]
        tables = [(table.header, table.rows) for table in sheet.tables]
        cited = [(each.sentence, each.report, each.url) for each in sheet.cited]
        parts.append(repr((sheet.title, sheet.points, sheet.verdict, drawn, tables, cited, sheet.stamp)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.new")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)  # whoever watches the folder never sees half a file
    return path
