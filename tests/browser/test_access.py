"""Who may do what, in a browser: a real identity provider, and a visitor from another machine."""

import json
import re
import secrets
import socket
from contextlib import closing

import pytest

from tests.browser.conftest import free_port, serving, visits
from tests.browser.proxy import proxy
from tests.browser.reviewing import Reviewer
from tests.browser.visitor import Visitor, said_by, sign_in
from tests.browser.workplace import Workplace

PEOPLE = {
    "viewer@yunling.example": "查看者",
    "li@yunling.example": "审核员",
    "wang@yunling.example": "审核员",
    "zhao@yunling.example": "发布者",
}
ROLES = """
viewer = ["@yunling.example"]
reviewer = ["li@yunling.example", "Wang@Yunling.example"]
publisher = ["zhao@yunling.example"]
"""
WORK = {"importing": "导入", "review": "审核", "publishing": "发布"}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    return Workplace(tmp_path_factory.mktemp("workplace"))


@pytest.fixture(scope="module")
def provider():
    """An OpenID Connect provider that knows the people, and one whose address it has not verified."""
    from oidc_provider_mock import User, run_server_in_thread

    users = [User(sub=address, claims={"email": address, "email_verified": True}) for address in PEOPLE]
    impostor = User(sub="impostor", claims={"email": "zhao@yunling.example", "email_verified": False})
    with run_server_in_thread(user_claims=[*users, impostor]) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="module")
def office(workplace, provider, tmp_path_factory):
    """A server with sign-in: its address, and the file with what it says."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    auth = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": secrets.token_hex(24),
        "client_id": "enforcement-compare",
        "client_secret": secrets.token_hex(16),
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in auth.items()]
    (home / ".streamlit").mkdir()
    (home / ".streamlit/secrets.toml").write_text("[auth]\n" + "\n".join(lines), encoding="utf-8")
    (home / "roles.toml").write_text(ROLES, encoding="utf-8")
    environment = {"HOME": str(home), "ROLES_FILE": str(home / "roles.toml"), "NO_PROXY": "127.0.0.1"}
    log = home / "server.log"
    with serving(workplace.published, port=port, log=log, **workplace.environment, **environment) as address:
        yield address, log, auth


@pytest.fixture(scope="module")
def local_server(workplace):
    """A server as `make run` starts it."""
    with serving(workplace.published, **workplace.environment) as address:
        yield address


@pytest.fixture
def unsaid(office):
    """What the server's log must not hold: neither secrets nor what a sign-in sends along."""
    secret = [office[2]["client_secret"], office[2]["cookie_secret"], "code=", "state="]
    yield secret
    said = office[1].read_text(encoding="utf-8")
    assert said and not [one for one in secret if one in said]


@pytest.fixture
def signed_in(browser, office, unsaid):
    """Open a page as someone who has signed in."""
    with visits(browser, office[0]) as go:
        yield lambda person, page="": go(page, cookies=sign_in(office[0], person))


def test_without_signing_in_nothing_can_be_seen_or_done(office):
    with Visitor(office[0]) as visitor:
        assert "只对名单上的人开放" in visitor.read("")
        for name in WORK:
            assert "请先登录" in visitor.read(name)


@pytest.mark.usefixtures("unsaid")
@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        ("viewer@yunling.example", []),
        ("li@yunling.example", ["导入", "审核"]),
        ("zhao@yunling.example", ["导入", "审核", "发布"]),
    ],
)  # fmt: skip
def test_a_role_opens_its_pages_and_no_others(office, person, allowed):
    with Visitor(office[0], signed_in=sign_in(office[0], person)) as visitor:
        messages = visitor.open()
        assert f"{person} · {PEOPLE[person]}" in said_by(messages)
        menu = [page for message in messages for page in message.navigation.app_pages]
        assert [page.page_name for page in menu if page.section_header and not page.is_hidden] == allowed
        for name, title in WORK.items():
            said = visitor.read(name)
            assert "请先登录" not in said
            assert (f"的角色是{PEOPLE[person]}" in said) == (title not in allowed)


@pytest.mark.usefixtures("unsaid")
def test_an_address_that_the_provider_has_not_verified_has_no_role(office):
    with Visitor(office[0], signed_in=sign_in(office[0], "impostor")) as visitor:
        assert "邮箱未经验证" in visitor.read()
        said = visitor.read("publishing")
        assert "请先登录" in said or "只对名单上的人开放" in said


def test_signing_out_ends_the_sign_in_for_a_copy_of_its_cookie_and_for_pages_left_open(
    browser, office, provider, unsaid
):
    with visits(browser, office[0], provider) as go:
        dashboard = go()
        page, context = dashboard.page, dashboard.page.context
        page.get_by_role("button", name="登录", exact=True).click()
        page.locator("input[name=sub]").fill("zhao@yunling.example")
        page.get_by_role("button", name=re.compile("Authorize|authorize")).click()
        page.wait_for_url(f"{office[0]}/**")
        page.get_by_role("button", name="退出登录").wait_for()
        dashboard.ready()
        assert not [secret for secret in unsaid if secret in page.url]
        page.get_by_text("数据工作", exact=True).click()
        for title in WORK.values():
            page.get_by_role("menuitem", name=title, exact=True).wait_for()
        copied = context.cookies()
        with Visitor(office[0], signed_in=copied) as left_open:
            assert "看看会有什么变化" in left_open.read("publishing")
            with page.expect_response("**/auth/logout"):  # then it is the provider's turn
                page.keyboard.press("Escape")
                page.get_by_role("button", name="退出登录").click()
            assert "请先登录" in said_by(left_open.press("看看会有什么变化"))
        with Visitor(office[0], signed_in=copied) as copy:
            said = copy.read("publishing")
            assert "请先登录" in said or "只对名单上的人开放" in said


def _reviewer(signed_in, person: str, report: int) -> Reviewer:
    return Reviewer(signed_in(person, f"review?report={report}"))


def test_two_reviewers_of_one_document_do_not_overwrite_each_other(signed_in, workplace):
    report = workplace.bring(2015)
    li, wang = (_reviewer(signed_in, f"{name}@yunling.example", report) for name in ("li", "wang"))
    same = li.chosen
    assert wang.chosen == same
    wang.press("e")
    li.press("x")
    li.press("2")
    wang.fill(label="另一种说法")
    assert "li@yunling.example" in wang.notice and "你的决定没有保存" in wang.notice
    assert workplace.states(report)[same][0] == "rejected"
    wang.dashboard.screenshot("review-conflict-1440")
    wang.press("Escape")
    wang.choose(same)
    assert "li@yunling.example" in wang.card and "判为非数据" in wang.card
    # About another numeral both may decide, each on top of the other's.
    wang.show("待核对")
    wang.press("a")
    decisions = workplace.review(report).decisions
    assert [(d.who, d.action) for d in decisions] == [
        ("li@yunling.example", "reject"),
        ("wang@yunling.example", "accept"),
    ]


def test_a_role_that_is_taken_away_ends_with_the_next_step(signed_in, workplace, office):
    report = workplace.bring(2014)
    reviewer = _reviewer(signed_in, "wang@yunling.example", report)
    roles = office[1].with_name("roles.toml")
    try:
        roles.write_text(
            ROLES.replace('"Wang@Yunling.example"', '"nobody@yunling.example"'), encoding="utf-8"
        )
        reviewer.page.keyboard.press("a")
        reviewer.page.get_by_text("的角色是查看者").first.wait_for()
    finally:
        roles.write_text(ROLES, encoding="utf-8")
    assert workplace.review(report).decisions == []


def test_a_visitor_from_another_machine_may_look_but_not_work(browser, workplace):
    outside = _address_of_this_machine()
    with serving(workplace.published, host="0.0.0.0", **workplace.environment) as local:
        with visits(browser, local.replace("127.0.0.1", outside)) as go:
            dashboard = go("")
            assert "机构" in dashboard.text
            assert dashboard.page.get_by_text("数据工作", exact=True).count() == 0
        with Visitor(local.replace("127.0.0.1", outside)) as stranger:
            for name in WORK:
                assert "没有配置登录" in stranger.read(name)
        with Visitor(local) as visitor:
            assert "没有配置登录" in visitor.read("publishing")


def test_a_visitor_through_a_proxy_on_this_machine_is_not_the_local_user(local_server):
    with proxy(local_server, "X-Forwarded-For: 127.0.0.1") as address, Visitor(address) as visitor:
        assert "没有配置登录" in visitor.read("importing")


def test_the_local_user_may_do_all(local_server):
    with Visitor(local_server) as visitor:
        assert "看看会有什么变化" in visitor.read("publishing")


def test_a_foreign_name_for_this_machine_is_not_the_local_user(browser, local_server):
    """A page elsewhere whose name leads here (DNS rebinding) must not work on the visitor's behalf."""
    foreign = local_server.replace("127.0.0.1", "rebound.example")
    with visits(browser, foreign) as go:
        assert "没有配置登录" in go("importing").text


def _address_of_this_machine() -> str:
    """An address under which others reach this machine; no packet is sent."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("system: no network, so nobody can visit this machine from outside")
        return probe.getsockname()[0]
