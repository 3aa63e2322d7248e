"""Standing orders: what has new data is made and sent, once, to a folder and by a real mail server."""

import io
import json
import shutil
import socket
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from pptx import Presentation

from dashboard import __main__ as command
from dashboard.orders.settings import BadOrders, read_orders
from tests.pages.conftest import some_figures
from tests.stores import published

VIEW = {"page": "enforcement", "query": "indicator=penalties&year=2024年"}


class Mailbox:
    """What the mail server has taken; refuses an address that begins with `nobody`."""

    def __init__(self) -> None:
        self.taken: list = []
        self.port = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def mailbox():
    box = Mailbox()
    with socket.socket() as free:  # the controller connects to the port that it is given
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with data in service, in which orders are written."""
    monkeypatch.setenv("PUBLISHED_DIR", str(tmp_path / "published"))
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OFFICE_FILE", str(tmp_path / "none.toml"))
    monkeypatch.setenv("ORDERS_FILE", str(tmp_path / "orders.yml"))
    published(tmp_path / "published", some_figures())
    return tmp_path


def order(place, *orders: dict, smtp: dict | None = None) -> None:
    content = {"orders": [{"views": [VIEW]} | each for each in orders]} | ({"smtp": smtp} if smtp else {})
    (place / "orders.yml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def publish_anew(place, name: str, value: int = 11) -> None:
    shutil.rmtree(place / "published")
    rows = some_figures()
    rows[5]["value"] = value  # 2024 penalties of the first agency
    published(place / "published", rows, name=name)


def run(capsys, *arguments: str) -> tuple[int, str]:
    status = command.main(["orders", *arguments])
    found = capsys.readouterr()
    return status, found.out + found.err


def files(place) -> list[str]:
    return sorted(path.name for path in (place / "out").glob("*"))


def test_an_order_is_made_once_and_again_when_a_number_changes_not_when_only_the_version_does(place, capsys):
    order(place, {"name": "月报", "to": {"folder": str(place / "out")}})
    assert run(capsys)[0] == 0 and files(place) == ["月报-2026-01-01-aaaaaaaaaaaa.pptx"]
    assert "没有新数据" in run(capsys)[1]
    publish_anew(place, "2026-02-01-bbbbbbbbbbbb")
    assert "没有新数据" in run(capsys)[1] and len(files(place)) == 1
    publish_anew(place, "2026-03-01-cccccccccccc", value=12)
    assert "已写到" in run(capsys)[1] and files(place)[-1] == "月报-2026-03-01-cccccccccccc.pptx"
    assert "已写到" in run(capsys, "--again")[1]


def test_nothing_is_made_where_it_is_only_to_say_what_would_be(place, capsys):
    order(place, {"name": "月报", "to": {"folder": str(place / "out")}})
    assert "将送到" in run(capsys, "--dry-run")[1]
    assert not files(place) and not (place / "data" / "orders_sent.json").exists()


def test_mail_goes_to_each_address_with_the_file_and_what_it_says(place, capsys, mailbox):
    smtp = {"host": "127.0.0.1", "port": mailbox.port, "security": "none", "sender": "duizhao@bureau.example"}
    order(
        place,
        {"name": "月报", "title": "处罚月报", "to": {"mail": ["a@b.example", "c@d.example"]}},
        smtp=smtp,
    )
    assert run(capsys)[0] == 0
    ((to, message),) = mailbox.taken
    assert to == ["a@b.example", "c@d.example"] and message["Subject"].startswith("处罚月报（数据版本")
    assert "51件，中位数36件" in message.get_body().get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "月报-2026-01-01-aaaaaaaaaaaa.pptx"
    slides = Presentation(io.BytesIO(attached.get_content())).slides
    assert slides[0].shapes.title.text == "处罚月报"
    run(capsys)
    assert len(mailbox.taken) == 1


def test_an_address_that_is_refused_is_said_and_tried_again_alone(place, capsys, mailbox):
    smtp = {"host": "127.0.0.1", "port": mailbox.port, "security": "none", "sender": "duizhao@bureau.example"}
    order(place, {"name": "月报", "to": {"mail": ["nobody@b.example", "c@d.example"]}}, smtp=smtp)
    status, said = run(capsys)
    assert status == 1 and "nobody@b.example 没有收下（550" in said and "已发给 c@d.example" in said
    status, said = run(capsys)
    assert status == 1 and "没有收下" in said and "已发给" not in said
    assert [to for to, _ in mailbox.taken] == [["c@d.example"]]


def test_one_order_that_fails_keeps_no_other_from_being_carried_out(place, capsys, mailbox):
    smtp = {"host": "127.0.0.1", "port": 9, "security": "none", "sender": "duizhao@bureau.example"}
    there = {"folder": str(place / "out")}
    order(
        place,
        {"name": "错的", "views": [{"page": "enforcement", "query": "region=火星"}], "to": there},
        {"name": "寄不出", "to": there | {"mail": ["a@b.example"]}},
        {"name": "没模板", "template": str(place / "搬走了.pptx"), "to": there},
        {"name": "好的", "format": "docx", "to": there},
        smtp=smtp,
    )
    status, said = run(capsys)
    assert "没模板：没有做成。模板" in said and "搬走了.pptx 打不开" in said
    assert status == 1 and "错的：没有做成。enforcement?region=火星" in said
    assert "寄不出：没有做成。邮件服务器 127.0.0.1:9 没有收下" in said
    assert [name.split("-")[0] for name in files(place)] == ["好的", "寄不出"]
    assert "寄不出：没有做成" in run(capsys)[1]  # by mail alone: the folder has it
    assert len(files(place)) == 2


def test_a_damaged_record_is_named_and_nothing_is_sent_twice_in_silence(place, capsys):
    order(place, {"name": "月报", "to": {"folder": str(place / "out")}})
    (place / "data").mkdir()
    (place / "data" / "orders_sent.json").write_text("{", encoding="utf-8")
    status, said = run(capsys)
    assert status == 1 and "orders_sent.json 已损坏" in said and not files(place)


@pytest.mark.parametrize(
    "content, said",
    [
        ("orders: [{name: a, views: [{page: hazards}], to: {}}]", "folder 或 mail"),
        ("orders: [{name: a, views: [], to: {folder: x}}]", "orders.0.views"),
        ("orders: [{name: a/b, views: [{page: x}], to: {folder: x}}]", "orders.0.name"),
        ("orders: [{name: a, views: [{page: x}], to: {mail: [a@b]}}]", "smtp"),
        ("orders: [{name: a, views: [{page: x}], to: {mail: ['a@b, c@d']}}]", "不是邮箱地址"),
        ("orders: [{name: a, views: [{page: x}], to: {folder: x}, form: pptx}]", "form"),
        ("orders: []\nsmtp: {host: h, sender: s, user: u, password_file: p, security: none}", "明文"),
        ("orders: [", "读不了"),
    ],
)
def test_a_slip_in_the_orders_is_named_with_its_entry(tmp_path, content, said):
    path = tmp_path / "orders.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadOrders, match="orders.yml.*" + said.replace("[", r"\[")):
        read_orders(path)


def test_the_example_can_be_read():
    example = Path(__file__).resolve().parents[3] / "config" / "orders.example.yml"
    assert len(read_orders(example).orders[0].views) == 3
