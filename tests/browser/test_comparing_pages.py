"""机构对比, 披露情况, 数据质量, 区域, 简报 and downloads, as a visitor uses them."""

import csv
import io
import struct
import subprocess
import sys
from urllib.parse import quote

import pytest

from dashboard.drawing import images
from tests.browser.conftest import REPOSITORY


def cell(dashboard, row: str, column: int):
    """A cell of the page's grid by the name of its row."""
    return dashboard.page.get_by_role("row", name=row).get_by_role("gridcell").nth(column)


def agencies_with(database, indicator: str, year: int) -> list[tuple]:
    return database.rows(
        "SELECT h.agency, h.printed, h.figure_ids[1] FROM headline h JOIN agency USING (agency) "
        "WHERE indicator = ? AND year = ? AND scope = 'own' AND NOT derived ORDER BY adcode LIMIT 2",
        [indicator, year],
    )


def test_two_agencies_side_by_side_and_a_cell_opens_its_figure(visit, database):
    found = agencies_with(database, "disclosure_requests", 2023)
    query = "&".join(f"with={quote(agency)}" for agency, _, _ in found)
    dashboard = visit(f"compare?{query}&year={quote('2023年')}")
    for column, (agency, printed, _) in enumerate(found):
        shown = cell(dashboard, "依申请公开件数", column)
        assert printed in shown.inner_text() and agency in shown.get_attribute("title")
    cell(dashboard, "依申请公开件数", 1).click()
    panel = dashboard.panel()
    assert panel.locator(".ec-printed").first.inner_text() == found[1][1]
    assert found[1][0] in panel.inner_text()
    dashboard.screenshot("compare-panel")


def test_the_coverage_grid_counts_what_there_is_and_a_cell_opens_its_figure_by_mouse_and_by_keyboard(
    visit, database
):
    told = database.rows(  # whole or only in parts
        "SELECT count(DISTINCT agency) FROM (SELECT agency, indicator, year FROM headline UNION ALL"
        " SELECT agency, indicator, year FROM no_headline)"
        " WHERE indicator = 'disclosure_requests' AND year = 2023"
    )[0][0]
    reporting = database.rows("SELECT count(DISTINCT agency) FROM report WHERE year = 2023")[0][0]
    dashboard = visit(f"coverage?coverage_year={quote('2023年')}&theme={quote('服务')}")
    header = dashboard.page.get_by_role("columnheader", name="依申请公开件数")
    assert f"{told}/{reporting}" in header.inner_text()
    assert f"{reporting}个机构有报告" in dashboard.text

    value = dashboard.page.get_by_role("gridcell").and_(dashboard.page.locator("td.value")).first
    ids = value.get_attribute("data-ids")
    printed = database.rows("SELECT printed FROM figure WHERE figure_id = ?", [int(ids.split(",")[0])])[0][0]
    value.click()
    assert dashboard.panel().locator(".ec-printed").first.inner_text() == printed
    dashboard.close_panel()
    value.focus()
    dashboard.page.keyboard.press("ArrowRight")
    dashboard.page.keyboard.press("ArrowLeft")
    dashboard.page.keyboard.press("Enter")
    assert dashboard.panel().locator(".ec-printed").first.inner_text() == printed


def test_a_row_of_the_quality_page_leads_to_its_figures(visit, database):
    counted = database.rows("SELECT count(*) FROM quality_check WHERE agrees")[0][0]
    dashboard = visit("quality")
    assert f"{counted}处" in dashboard.text
    panel = dashboard.click_row(0)
    assert "逐一列在下面" in panel.inner_text()
    assert panel.locator(".ec-printed").count() > 1


def test_a_tile_drills_down_and_its_number_is_that_of_the_database(visit, database):
    reporting, told = database.rows(
        "SELECT count(DISTINCT r.agency), count(DISTINCT h.agency) "
        "FROM agency a JOIN report r USING (agency) "
        "LEFT JOIN headline h ON h.agency = a.agency AND h.indicator = 'disclosure_requests' "
        "WHERE a.adcode LIKE '35%'"
    )[0]
    dashboard = visit(f"regions?indicator={quote('依申请公开件数')}")
    tile = dashboard.page.locator(".js-plotly-plot .bars .point").filter(has_text="福建")
    assert f"{told}/{reporting}" in tile.text_content()
    box = tile.bounding_box()
    dashboard.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dashboard.page.wait_for_url("**at=**")
    dashboard.ready()
    assert "福建省" in dashboard.url and "厦门市" in dashboard.page.locator(".js-plotly-plot").text_content()
    assert "福建省的机构" in dashboard.text


def test_the_briefing_button_opens_the_present_view(visit):
    dashboard = visit(f"training?indicator={quote('宣传稿件数')}&year={quote('2024年')}")
    with dashboard.page.context.expect_page() as opened:
        dashboard.page.get_by_role("link", name="简报").click()
    slide = opened.value
    slide.locator(".brief-title").wait_for()
    assert slide.locator(".brief-title").inner_text().startswith("2024年")
    assert "宣传稿件数" in slide.locator(".brief-title").inner_text()


def download(dashboard, label: str):
    dashboard.page.get_by_role("button", name="取走数据").click()
    with dashboard.page.expect_download() as started:
        dashboard.page.get_by_role("button", name=label).click()
    return started.value


def test_the_downloaded_table_holds_the_numbers_of_the_database(visit, database):
    dashboard = visit(f"training?indicator={quote('依申请公开件数')}&year={quote('2023年')}")
    content = download(dashboard, "CSV（").path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    known = dict(
        database.rows(
            "SELECT agency, value::DOUBLE FROM headline "
            "WHERE indicator = 'disclosure_requests' AND year = 2023"
        )
    )
    assert {row["机构"]: float(row["数值"]) for row in rows} == known


def test_a_chart_can_be_taken_away_as_a_picture(visit):
    if not images.browser_path():
        pytest.skip("no Chrome or Chromium where kaleido looks")
    dashboard = visit("hazards")
    found = download(dashboard, "图片 PNG")
    assert found.suggested_filename.endswith(".png")
    assert found.path().read_bytes().startswith(b"\x89PNG")


def test_a_slide_is_rendered_on_the_command_line(server, tmp_path):
    if not images.browser_path():
        pytest.skip("no Chrome or Chromium where choreographer looks")
    out = tmp_path / "slides" / "hazards.png"
    command = [sys.executable, "-m", "dashboard", "shot", "--page", "hazards", "--query", "year=2024年"]
    done = subprocess.run(
        [*command, "--out", str(out), "--address", server], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert struct.unpack(">II", out.read_bytes()[16:24]) == (1920, 1080)
