"""python -m dashboard shot: what it says when it cannot, and what it asks for."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from dashboard import __main__ as command
from dashboard import shot
from dashboard.shot import ShotFailed, shoot
from tests.pages.conftest import some_figures
from tests.stores import published


@pytest.fixture
def asked(monkeypatch):
    found = {}

    def remember(page, query, out, address, dark):
        found.update(page=page, query=query, address=address, dark=dark)

    monkeypatch.setattr(command, "shoot", remember)
    return found


def test_a_page_is_rendered_as_a_briefing_unless_asked_otherwise(asked, tmp_path):
    out = str(tmp_path / "x.png")
    assert command.main(["shot", "--page", "hazards", "--query", "year=2024年", "--out", out]) == 0
    assert asked["query"] == "year=2024年&view=briefing"
    command.main(["shot", "--page", "hazards", "--plain", "--dark", "--out", out])
    assert (asked["query"], asked["dark"]) == ("", True)


def test_without_a_browser_it_says_so_and_fails(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(shot, "browser_path", lambda: "")
    out = tmp_path / "x.png"
    assert command.main(["shot", "--page", "hazards", "--out", str(out)]) == 1
    assert "BROWSER_PATH" in capsys.readouterr().err
    assert not out.exists()


def test_a_server_that_ends_at_once_is_reported_with_its_log(monkeypatch, tmp_path):
    monkeypatch.setattr(shot, "browser_path", lambda: "/usr/bin/true")
    monkeypatch.setattr(shot.sys, "executable", "/usr/bin/false")
    with pytest.raises(ShotFailed, match="没有启动"):
        shoot("hazards", "", tmp_path / "x.png")


@pytest.fixture
def no_browser(monkeypatch, tmp_path):
    """A machine without a browser, with data in service and no settings for files."""
    monkeypatch.setattr(shot, "browser_path", lambda: "")
    monkeypatch.setenv("PUBLISHED_DIR", str(published(tmp_path / "published", some_figures()).path.parent))
    monkeypatch.setenv("OFFICE_FILE", str(tmp_path / "none.toml"))
    return tmp_path


TWO_VIEWS = [
    "--page", "enforcement", "--query", "indicator=行政处罚案件数&year=2024年",
    "--page", "inspections",
]  # fmt: skip


def made(folder: Path, name: str, *arguments: str) -> Path:
    out = folder / "made" / name
    assert command.main(["shot", *(arguments or TWO_VIEWS), "--out", str(out)]) == 0
    return out


def test_slides_memo_and_workbook_of_several_pages_need_no_browser(no_browser):
    slides = Presentation(made(no_browser, "x.pptx")).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert (
        titles[2].startswith("2024年，5个机构中可比的4个区县级机构，行政处罚案件数") and "检查" in titles[4]
    )
    assert titles[-1] == "来源"
    text = "\n".join(paragraph.text for paragraph in Document(made(no_browser, "x.docx")).paragraphs)
    assert titles[2] in text and titles[4] in text
    book = openpyxl.load_workbook(made(no_browser, "x.xlsx"))
    assert book.sheetnames[2:] == ["来源", "指标定义", "说明"] and book.sheetnames[0].startswith("1 行政处罚")


def test_a_single_view_is_a_single_slide_and_a_memo_of_its_own(no_browser):
    out = made(no_browser, "x.PPTX", *TWO_VIEWS[:3], f"{TWO_VIEWS[3]}&level=区县级")
    assert len(Presentation(out).slides) == 1


@pytest.mark.parametrize(
    "arguments, said",
    [
        ([*TWO_VIEWS, "--out", "x.png"], "只能有一个"),
        ([*TWO_VIEWS, "--out", "x.gif"], ".pptx"),
        (["--page", "hazards", "--query", "region=火星", "--out", "x.docx"], "火星"),
        (["--page", "hazards", "--template", "x.potx", "--out", "x.pptx"], "x.potx"),
    ],
)
def test_what_cannot_be_made_is_refused_with_its_reason_and_leaves_no_file(
    no_browser, monkeypatch, capsys, arguments, said
):
    monkeypatch.chdir(no_browser)
    assert command.main(["shot", *arguments]) == 1
    assert said in capsys.readouterr().err and not list(no_browser.glob("x.*"))


def test_a_query_belongs_to_the_page_before_it(no_browser, capsys):
    with pytest.raises(SystemExit):
        command.main(["shot", "--query", "a=b", "--page", "hazards", "--out", "x.pptx"])
    assert "--query" in capsys.readouterr().err


def test_the_look_comes_from_the_settings_and_a_slip_in_them_is_named(no_browser, monkeypatch, capsys):
    settings = no_browser / "office.toml"
    monkeypatch.setenv("OFFICE_FILE", str(settings))
    settings.write_text('organisation = "云岭市应急管理局"', encoding="utf-8")
    cover = Presentation(made(no_browser, "y.pptx")).slides[0]
    assert any("云岭市应急管理局" in shape.text_frame.text for shape in cover.placeholders)
    settings.write_text('typeset = "x"', encoding="utf-8")
    assert command.main(["shot", *TWO_VIEWS, "--out", str(no_browser / "z.pptx")]) == 1
    assert "typeset" in capsys.readouterr().err
