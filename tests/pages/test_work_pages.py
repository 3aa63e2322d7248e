"""The pages on which people work, run one file at a time: closed to strangers, open to their role."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.work import access
from dashboard.work.roles import Role
from etl.ledger import open_ledger
from etl.publishing.build import build
from tests.datafolder import DataFolder
from tests.ledgers import TEXT, bring

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGES = ["importing", "review", "publishing"]


def _fill(data_folder: DataFolder) -> None:
    data_folder.add_report("yunling-2024")
    data_folder.add_figures("yunling-2024", {})


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """What a build makes of it."""
    data_folder = DataFolder(tmp_path_factory.mktemp("built"))
    _fill(data_folder)
    build(data_folder.folders)
    return data_folder.folders.published


@pytest.fixture
def place(data_folder, built, tmp_path, monkeypatch):
    """A data folder that is published, and an empty ledger."""
    _fill(data_folder)
    shutil.copytree(built, data_folder.folders.published)
    for name, path in (
        ("DATA_DIR", data_folder.data),
        ("REPORTS_DIR", data_folder.reports),
        ("PUBLISHED_DIR", data_folder.folders.published),
        ("LEDGER", tmp_path / "ledger.sqlite"),
    ):
        monkeypatch.setenv(name, str(path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return open_ledger()


@pytest.fixture
def someone(monkeypatch):
    """Make the visitor someone with a role."""

    def be(role: Role, why: str = "没有权限") -> None:
        monkeypatch.setattr(access, "visitor", lambda: access.Visitor(role, "li@yunling.example", why))
        monkeypatch.setattr("dashboard.work.frame.visitor", access.visitor)

    return be


def _open(name: str, **address: str) -> AppTest:
    page = AppTest.from_file(REPOSITORY / "pages" / f"{name}.py", default_timeout=60)
    for key, value in address.items():
        page.query_params[key] = value
    return page.run()


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_told_why_and_shown_nothing_else(place, name):
    page = _open(name)
    assert not page.exception
    assert ["没有配置登录" in error.value for error in page.error] == [True]
    assert not page.dataframe and not page.button


@pytest.mark.parametrize(
    ("role", "open_to"), [(Role.VIEWER, []), (Role.REVIEWER, PAGES[:2]), (Role.PUBLISHER, PAGES)]
)
def test_each_page_opens_to_its_role(place, someone, role, open_to):
    someone(role)
    for name in PAGES:
        assert (not _open(name).error) == (name in open_to), name


def test_the_list_says_what_waits_for_review(place, someone):
    someone(Role.REVIEWER)
    assert "还没有报告" in _open("review").info[0].value
    bring(place)
    page = _open("review")
    assert any("1 份报告，6 个数字待核对" in caption.value for caption in page.caption)
    (line,) = page.dataframe[0].value.to_dict("records")
    assert (line["待核对"], line["机构"]) == (6, "云岭市应急管理局")


def test_where_nothing_is_missing_all_reports_are_listed_and_can_be_set_aside(place, someone):
    someone(Role.REVIEWER)
    bring(place)
    page = _open("importing")
    assert not page.exception and not any("没有这样的报告" in caption.value for caption in page.caption)
    chooser = next(box for box in page.selectbox if box.label == "报告")
    assert any("云岭市应急管理局2024年度" in option for option in chooser.options)
    bring(place, TEXT.replace("云岭市应急管理局", "云山镇某所"), agency="", adcode="")
    page = _open("importing")
    chooser = next(box for box in page.selectbox if box.label == "报告")
    assert len(chooser.options) == 2  # whatever the list shows


@pytest.mark.parametrize("number", ["99", "9" * 20, "9" * 5000, "-1", "²", "1e3"])
def test_a_report_that_does_not_exist_is_named(place, someone, number):
    someone(Role.REVIEWER)
    page = _open("review", report=number)
    assert not page.exception
    assert f"没有编号为 {number[:40]} 的报告" in page.error[0].value.replace("\\", "")


def test_a_report_opens_where_an_older_data_folder_has_learnt_no_order(place, someone, data_folder):
    someone(Role.REVIEWER)
    (data_folder.data / "review" / "learnt.tsv").unlink()
    page = _open("review", report=str(bring(place).id))
    assert not page.exception and not page.error
    assert any("learnt.tsv" in caption.value and "存疑" in caption.value for caption in page.caption)


def test_publishing_shows_the_change_first_then_switches(place, someone):
    someone(Role.PUBLISHER)
    bring(place, year=2023, period_start="2023-01-01", period_end="2023-12-31")
    page = _open("publishing")
    page.toggle(key="publishing-unreviewed").set_value(True).run()
    page.button[0].click().run()
    changes = page.dataframe[0].value
    assert changes["新增"].sum() == 6
    assert changes[["改动", "移除"]].to_numpy().sum() == 0
    page.text_input(key="publishing-title").set_value("试发布").run()
    next(button for button in page.button if button.label == "发布这一版").click().run()
    assert "已发布：试发布" in page.success[0].value
    assert sorted(page.dataframe[0].value["状态"]) == ["", "使用中"]


def test_the_versions_and_what_would_change_are_on_paper(place, someone):
    someone(Role.PUBLISHER)
    bring(place)
    page = _open("publishing")
    page.toggle(key="publishing-unreviewed").set_value(True).run()
    page.button[0].click().run()
    on_paper = [html.proto.body for html in page.get("html") if "ec-paper" in html.proto.body]
    assert ["新增" in on_paper[0], "使用中" in on_paper[-1]] == [True, True]


def test_without_its_ledger_the_publisher_sees_what_is_missing_and_may_put_a_version_back(
    place, someone, data_folder, tmp_path, monkeypatch
):
    someone(Role.PUBLISHER)
    bring(place)
    build(data_folder.folders, ledger=place, unreviewed=True)
    gone, damaged = tmp_path / "gone.sqlite", tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(9000))
    for ledger, said in ((gone, "现在没有找到它"), (damaged, "已损坏|不是台账文件")):
        monkeypatch.setenv("LEDGER", str(ledger))
        page = _open("publishing")
        assert not page.error
        page.button[0].click().run()
        assert re.search(said, page.error[0].value)
        assert len(page.dataframe[-1].value) == 2  # the versions
    assert not gone.exists()


def test_a_preview_that_someone_else_overtook_is_not_published(place, someone, data_folder):
    someone(Role.PUBLISHER)
    bring(place, year=2023, period_start="2023-01-01", period_end="2023-12-31")
    page = _open("publishing")
    page.toggle(key="publishing-unreviewed").set_value(True).run()
    page.button[0].click().run()
    data_folder.add_figures("yunling-2024", {"printed": "130家次", "value": "130"})
    build(data_folder.folders)
    next(button for button in page.button if button.label == "发布这一版").click().run()
    assert "已有人发布了另一版" in page.error[0].value


def test_publishing_with_less_of_the_ledger_takes_a_word(place, someone, data_folder, tmp_path, monkeypatch):
    someone(Role.PUBLISHER)
    bring(place)
    build(data_folder.folders, ledger=place, unreviewed=True)
    monkeypatch.setenv("LEDGER", str(tmp_path / "another.sqlite"))
    open_ledger()
    page = _open("publishing")
    page.button[0].click().run()
    assert "不是它（有 0 份报告）" in page.error[0].value.replace("\\", "")
    publish = next(button for button in page.button if button.label == "发布这一版")
    assert publish.disabled
    page.checkbox(key="publishing-losses").check().run()
    next(button for button in page.button if button.label == "发布这一版").click().run()
    assert "已发布" in page.success[0].value
