"""From an address to a file: what government sites do, and what must never happen."""

import json
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from etl.engine.errors import InvalidData
from etl.fetching.run import only_one
from etl.fetching.store import Store
from etl.fetching.web import Bounds
from tests.etl.fetching.site import Reply, Site

REPOSITORY = Path(__file__).resolve().parents[3]
ARTICLE = "<html><head><meta charset='utf-8'><title>工作报告</title></head><body><p>{}</p></body></html>"
LONG = "全年检查企业452家次，发现隐患1031条，均已整改。" * 20


def page(text: str = LONG, **headers: str) -> Reply:
    return Reply(ARTICLE.format(text).encode(), headers=headers)


def files(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def notes(folder, name: str) -> dict:
    return json.loads((folder / name).read_bytes())


def test_a_page_is_kept_as_it_came_with_where_it_came_from(site, fetch, folder):
    site.pages["/a.html"] = page(ETag='"1"')
    (done,) = fetch("/a.html")
    assert (done.state, done.file) == ("new", "r1.html")
    assert (folder / "r1.html").read_bytes() == site.pages["/a.html"].content
    kept = notes(folder, "r1.json")
    assert kept["url"] == kept["asked"] == site.address + "/a.html"
    assert kept["headers"]["etag"] == '"1"' and len(kept["sha256"]) == 64


def test_what_is_there_is_not_asked_for_again(site, fetch):
    site.pages["/a.html"] = page()
    fetch("/a.html")
    (done,) = fetch("/a.html")
    assert done.state == "kept"
    assert site.paths() == ["/a.html"]


def test_asked_again_the_server_may_say_that_nothing_changed(site, fetch, folder):
    site.pages["/a.html"] = lambda asked, _: (
        Reply(status=304) if asked.headers.get("if-none-match") == '"1"' else page(ETag='"1"')
    )
    fetch("/a.html")
    (done,) = fetch("/a.html", again=True)
    assert done.state == "same"
    assert files(folder) == ["r1.html", "r1.json"]


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(site, fetch, folder):
    site.pages["/a.html"] = page()
    fetch("/a.html")
    before = (folder / "r1.html").read_bytes()
    site.pages["/a.html"] = page(LONG.replace("452", "453"))
    (done,) = fetch("/a.html", again=True)
    assert (done.state, done.file) == ("changed", "r1~2.html")
    assert (folder / "r1.html").read_bytes() == before
    assert Store(folder).document("r1").name == "r1~2.html"


@pytest.mark.parametrize(
    "leads",
    [
        '<meta http-equiv="refresh" content="0;url=real.html">',
        "<script>window.location.href='real.html'</script>",
        "<frameset><frame src='real.html'></frameset>",
        "<iframe src='/real.html'></iframe>",
    ],
)
def test_a_page_that_leads_on_is_followed(site, fetch, folder, leads):
    site.pages["/a.html"] = Reply(f"<html><body>{leads}</body></html>".encode())
    site.pages["/real.html"] = page()
    (done,) = fetch("/a.html")
    assert done.state == "new"
    assert notes(folder, "r1.json")["url"].endswith("/real.html")


def test_pages_that_lead_in_circles_are_said(site, fetch, folder):
    for here, there in (("a", "b"), ("b", "a")):
        site.pages[f"/{here}.html"] = Reply(
            f'<meta http-equiv="refresh" content="0;url={there}.html">'.encode()
        )
        site.pages[f"/{here}"] = Reply(status=302, headers={"Location": f"/{there}"})
    failed = fetch("/a.html", "/a")
    assert [each.state for each in failed] == ["failed", "failed"]
    assert all("转来转去" in each.trouble for each in failed)
    assert files(folder) == []


def test_a_page_that_is_not_there_though_the_server_says_200(site, fetch, folder):
    site.pages["/a.html"] = Reply("<title>404</title><p>您访问的页面不存在！</p>".encode())
    (done,) = fetch("/a.html")
    assert "页面不存在" in done.trouble
    assert files(folder) == []


def test_a_long_report_may_speak_of_a_page_that_does_not_exist(site, fetch):
    site.pages["/a.html"] = page(LONG + "全年处理页面不存在等问题404件。")
    assert fetch("/a.html")[0].state == "new"


def test_files_that_a_page_links_come_along_and_missing_ones_are_said(site, fetch, folder):
    site.pages["/a.html"] = page(LONG + '<a href="t.pdf">附表.pdf</a><a href="gone.xls">附表二</a>')
    site.pages["/t.pdf"] = Reply(b"%PDF-1.4 a table")
    (done,) = fetch("/a.html")
    assert (done.state, done.linked) == ("new", 1)
    assert files(folder) == ["r1+1.json", "r1+1.pdf", "r1.html", "r1.json"]
    assert notes(folder, "r1+1.json")["page"] == site.address + "/a.html"
    assert any("gone.xls" in note and "404" in note for note in done.notes)


def test_a_page_without_words_stands_for_the_file_that_it_links(site, fetch, folder):
    site.pages["/a.html"] = page('年度报告<a href="t.pdf">下载</a>')
    site.pages["/t.pdf"] = Reply(b"%PDF-1.4 the report")
    fetch("/a.html")
    assert Store(folder).document("r1").name == "r1+1.pdf"


def test_a_table_that_is_a_picture_is_said(site, fetch):
    site.pages["/a.html"] = page(LONG + "<p>统计表如下：</p><img src='t.png'>")
    assert any("图片" in note for note in fetch("/a.html")[0].notes)


def test_a_fault_that_passes_is_waited_for_as_long_as_the_server_asks(site, fetch):
    site.pages["/a.html"] = lambda _, before: page() if before else Reply(b"", 503, {"Retry-After": "7"})
    assert fetch("/a.html")[0].state == "new"
    assert 7 in fetch.waits


@pytest.mark.parametrize(("status", "word"), [(403, "拒绝"), (404, "不存在"), (412, "脚本"), (500, "稍后")])
def test_a_refusal_says_why(site, fetch, folder, status, word):
    site.pages["/a.html"] = Reply(b"<p>no</p>", status)
    (done,) = fetch("/a.html")
    assert done.state == "failed" and word in done.trouble
    assert files(folder) == []


def test_what_robots_txt_forbids_is_not_asked_for(site, fetch):
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/\nCrawl-delay: 3")
    site.pages["/private/a.html"] = site.pages["/b.html"] = page()
    forbidden, allowed = fetch("/private/a.html", "/b.html")
    assert "robots.txt" in forbidden.trouble and allowed.state == "new"
    assert site.paths() == ["/b.html"]
    assert max(fetch.waits) > 2


def test_of_one_host_one_document_at_a_time_and_pauses_between(site, fetch):
    def slowly(asked, before):
        time.sleep(0.02)
        return page()

    for number in range(6):
        site.pages[f"/{number}.html"] = slowly
    fetch(*(f"/{number}.html" for number in range(6)), delay=2.0)
    assert site.most == 1
    assert sum(wait > 1 for wait in fetch.waits) >= 6


def test_what_is_too_large_or_too_slow_is_left(site, fetch, folder):
    site.pages["/large.html"] = Reply(b"<html>" + b"x" * 200_000)
    site.pages["/slow.html"] = Reply(b"<html>" + b"x" * 500, slowly=0.05)
    large, slow = fetch("/large.html", "/slow.html", bounds=Bounds(size=100_000, seconds=0.5, silence=5))
    assert "MB" in large.trouble and "秒" in slow.trouble
    assert files(folder) == []


def test_the_own_network_is_left_alone_unless_allowed(site, fetch):
    site.pages["/a.html"] = page()
    (done,) = fetch("/a.html", own_network=False)
    assert "内网" in done.trouble
    assert site.asked == []


def test_a_redirect_into_the_own_network_is_refused_too(site, fetch, monkeypatch):
    """The first host counts as public here: what is checked is each address on the way."""
    secret = Site("127.0.0.2")
    site.pages["/a.html"] = Reply(status=302, headers={"Location": f"{secret.address}/keys"})
    monkeypatch.setattr("ipaddress.IPv4Address.is_global", property(lambda ip: str(ip) == "127.0.0.1"))
    try:
        (done,) = fetch("/a.html", own_network=False)
    finally:
        secret.close()
    assert "127.0.0.2" in done.trouble
    assert secret.asked == []


def test_a_site_that_has_moved_is_followed_and_said(site, fetch):
    other = Site("127.0.0.2")
    site.pages["/a.html"] = Reply(status=301, headers={"Location": f"{other.address}/b.html"})
    other.pages["/b.html"] = page()
    try:
        (done,) = fetch("/a.html")
    finally:
        other.close()
    assert done.state == "new" and any("127.0.0.2" in note for note in done.notes)


@pytest.mark.parametrize("address", ["ftp://a.example.cn/x", "file:///etc/passwd", "不是网址", "http://"])
def test_what_is_no_web_address_is_said(fetch, address):
    (done,) = fetch(address if "://" in address else f"x-{address}://")
    assert done.state == "failed" and "网址" in done.trouble


def test_a_certificate_that_proves_nothing_is_taken_and_said(fetch, tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "own.pem"))
    unproven = Site(context=context)
    unproven.pages["/a.html"] = page()
    try:
        (done,) = fetch(f"{unproven.address}/a.html")
    finally:
        unproven.close()
    assert done.state == "new" and any("证书" in note for note in done.notes)


def self_signed(path: Path) -> Path:
    """A key and a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.cn")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate = made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + certificate)
    return path


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_nothing_half_written_and_goes_on(site, folder, tmp_path):
    """Killed while the third of four documents comes: two are there, then only two are asked for."""
    for number in range(4):
        site.pages[f"/{number}.html"] = page()
    reached = threading.Event()

    def third(_asked, before):
        reached.set()
        return page() if before else Reply(page().content, slowly=0.1)

    site.pages["/2.html"] = third
    addresses = tmp_path / "addresses.txt"
    addresses.write_text("".join(f"{site.address}/{n}.html\n" for n in range(4)), encoding="utf-8")
    command = [sys.executable, "-m", "etl", "fetch", "--addresses", addresses, "--into", folder]
    command += ["--delay", "0", "--own-network"]
    running = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
    assert reached.wait(30)
    running.kill()
    running.wait()
    assert len(Store(folder).names()) == 2
    before = len(site.paths())
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "新取到 2 份，已有 2 份" in done.stdout
    assert sorted(site.paths()[before:]) == ["/2.html", "/3.html"]
    assert len(Store(folder).names()) == 4
    assert not list(folder.glob(".*unfinished"))


def test_two_runs_into_one_folder_are_not_made_at_once(folder):
    with only_one(folder), pytest.raises(InvalidData, match="另一个 fetch"), only_one(folder):
        pass
