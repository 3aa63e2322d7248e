"""Slides as PowerPoint has them: native charts that can be edited, and what the pages say, word for word."""

import io
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.util import Inches

from dashboard.address import BadAddress
from dashboard.comparability import stand_together
from dashboard.office.model import BadTemplate, Sheet, Style, Table
from dashboard.office.placing import Area
from dashboard.office.pptx import pptx_bytes
from dashboard.office.tables import table_pages
from dashboard.queries import Filters, headlines
from dashboard.screens.sheets import Asked, sheets_asked
from tests.pages.conftest import AGENCIES, some_figures
from tests.stores import published

PENALTIES = Asked("enforcement", "indicator=行政处罚案件数&year=2024年")

TITLE = (
    "2024年，5个机构中可比的4个区县级机构，行政处罚案件数从云岭市青禾区的21件到金川市南屏区的51件，中位数36件"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return published(tmp_path_factory.mktemp("published"), some_figures(), meta={"stamp": "演示数据（虚构）"})


def slides(store, *views: Asked, style: Style | None = None):
    content = pptx_bytes(sheets_asked(store, views), style)
    return list(Presentation(io.BytesIO(content)).slides)


def texts(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slide) -> list:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def test_a_view_is_one_wide_slide_with_what_the_page_says(store):
    slide, _of_all = slides(store, PENALTIES)
    said = texts(slide)
    assert slide.shapes.title.text == TITLE
    assert "4个机构可与上年比：4个增加" in said and "来源：《" in said
    assert "数据版本 2026-01-01-aaaaaaaaaaaa" in said and "【演示数据（虚构）】" in said
    assert sum(shape.name == "要点" for shape in slide.shapes) == 3


def test_the_verdict_on_the_slide_is_that_of_the_marks(store):
    for view, indicator in (
        (PENALTIES, "penalties"),
        (Asked("hazards", "indicator=major_hazards"), "major_hazards"),
    ):
        (slide, *_) = slides(store, view)
        (line,) = (shape.text_frame.text for shape in slide.shapes if shape.name == "可比性")
        marks = headlines(store, Filters(years=(2024,)), (indicator,)).to_dict("records")
        standing = stand_together(marks)
        assert standing.verdict.word in line
        assert all(reason in line for reason in standing.verdict.reasons + standing.of_all.reasons)


def test_the_numbers_of_a_chart_lie_in_its_workbook_and_are_the_pages(store):
    slide, _of_all = slides(store, PENALTIES)
    marks = headlines(store, Filters(years=(2024,)), ("penalties",)).sort_values("value", ascending=False)
    marks = marks[marks["level"] == "district"]  # one level, one axis
    bars, years = charts(slide)
    for chart in (bars, years):
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        drawn = [[category, *(series.values[place] for series in chart.plots[0].series)]
                 for place, category in enumerate(chart.plots[0].categories)]  # fmt: skip
        assert cells == drawn
    assert list(bars.plots[0].series[0].values) == marks["value"].astype(float).tolist()
    labels = [point.data_label.text_frame.text for point in bars.plots[0].series[0].points]
    assert labels == [f"{value:.0f}件" for value in marks["value"]]


def test_limited_marks_keep_their_patterns_and_say_what_limits_them(tmp_path):
    figures = [
        {"agency": agency, "indicator": "major_hazards", "unit": "项", "campaign": "强安行动", **more}
        for agency, more in (
            (AGENCIES[1], {"value": 1300, "approx": "at_least", "printed": "1300余项"}),
            (AGENCIES[2], {"value": 90}),
            (AGENCIES[3], {"value": 0, "printed": "无"}),
        )
    ]
    store = published(tmp_path, figures)
    (slide, *_) = slides(store, Asked("hazards", "indicator=major_hazards&year=2024年"))
    series = charts(slide)[0].plots[0].series[0]
    fills = {}
    for name, point in zip(charts(slide)[0].plots[0].categories, series.points, strict=True):
        fills[name.split("（")[0]] = (point.format.fill.type, point.data_label.text_frame.text)
    assert fills["青禾区"] == (MSO_FILL.PATTERNED, "≥1,300项 专项：强安行动")
    assert fills["临溪县"] == (MSO_FILL.PATTERNED, "90项 专项：强安行动")
    assert fills["望川区"][1] == "0项 专项：强安行动"


def test_a_year_without_a_figure_is_a_gap_and_unlike_years_are_not_joined(tmp_path):
    figures = [
        {"indicator": "penalties", "year": 2020, "value": 5},
        {"indicator": "penalties", "year": 2021, "value": 6},
        {"indicator": "penalties", "year": 2023, "value": 7, "scope": "system"},
        {"indicator": "penalties", "year": 2024, "value": 8, "scope": "system"},
    ]
    store = published(tmp_path, figures)
    (slide, *_) = slides(store, Asked("enforcement", "indicator=penalties"))
    chart = charts(slide)[0]
    before, after = chart.plots[0].series
    assert list(chart.plots[0].categories) == ["2020年", "2021年", "2022年", "2023年", "2024年"]
    assert before.values == (5.0, 6.0, None, None, None)
    assert after.values == (None, None, None, 7.0, 8.0) and after.name.endswith("（2023年起）")
    assert 'dispBlanksAs val="gap"' in chart._chartSpace.xml


def test_chinese_text_has_its_own_typeface_everywhere(store):
    slide, _of_all = slides(store, PENALTIES, style=Style(typeface="思源黑体"))
    runs = slide._element.xpath(".//a:r[a:t]")
    assert runs and all(run.xpath("./a:rPr/a:ea/@typeface") == ["思源黑体"] for run in runs)
    for chart in charts(slide):
        assert chart._chartSpace.xpath("./c:txPr//a:ea/@typeface") == ["思源黑体"]


def test_the_notes_tell_the_sentence_and_the_source_of_each_figure(store, monkeypatch):
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://duizhao.example")
    slide, _of_all = slides(store, PENALTIES)
    notes = slide.notes_slide.notes_text_frame.text
    for agency in AGENCIES:
        assert f"，{agency}2024年" in notes
    assert notes.count("https://duizhao.example/figure/") == 5
    assert "https://duizhao.example/enforcement?" in texts(slide)


def test_several_views_make_a_deck_with_cover_contents_and_sources(store):
    views = (
        PENALTIES,
        Asked("inspections", "year=2024年"),
        Asked("compare", f"with={AGENCIES[0]}&with={AGENCIES[1]}"),
    )
    found = slides(store, *views)
    assert "3个视图" in texts(found[0]) and found[1].shapes.title.text == "目录"
    sheets = sheets_asked(store, views)
    assert all(sheet.title in texts(found[1]) for sheet in sheets)
    assert found[-1].shapes.title.text == "来源"
    assert texts(found[-1]).count("《") == len({cited.report for sheet in sheets for cited in sheet.cited})


def test_agencies_side_by_side_are_charts_and_a_table_with_the_verdict_last(store):
    drawn, slide, *_ = slides(store, Asked("compare", f"with={AGENCIES[0]}&with={AGENCIES[2]}&year=2024年"))
    assert len(charts(drawn)) == 3 and "可参照" in texts(drawn)
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    assert rows[0] == ["指标（2024年）", AGENCIES[0], AGENCIES[2], "可比吗"]
    of = {row[0]: row[1:] for row in rows}
    assert of["行政处罚案件数"][:2] == ["11件", "31件"] and of["行政处罚案件数"][2].startswith("可参照")
    assert of["重大事故隐患数"] == ["1300余项（≥ 下限）", "90项（口径：全系统）", of["重大事故隐患数"][2]]
    assert of["重大事故隐患数"][2].startswith("不可比")


def test_a_long_table_goes_on_with_its_header_and_the_heading_of_its_rows():
    rows = [("甲", "", ""), *((f"指标{n}", "12件", "可比") for n in range(60))]
    table = Table(("指标", "值", "可比吗"), tuple(rows), frozenset({0}))
    pages = table_pages(table, Area(0, 0, Inches(12), Inches(5)))
    assert len(pages) > 2 and all(page.header == table.header for page in pages)
    assert all(page.rows[0] == rows[0] and page.heads == {0} for page in pages)
    assert [row for page in pages for row in page.rows[1:]] == rows[1:]


def test_a_table_longer_than_a_room_looks_at_says_how_much_of_it_is_left(store):
    (sheet,) = sheets_asked(store, (PENALTIES,))
    rows = tuple((f"第{n}区应急管理局", "2024年", "12件", "可比", "") for n in range(200))
    long = replace(sheet, plots=(), tables=(Table(("机构", "年份", "数值与限定", "可比性", "原因"), rows),))
    found = list(Presentation(io.BytesIO(pptx_bytes([long]))).slides)
    shown = sum(len(shape.table.rows) - 1 for slide in found for shape in slide.shapes if shape.has_table)
    assert len(found) == 6 and f"另有{200 - shown}行，见文档或工作簿" in texts(found[0])


def test_in_a_deck_of_several_views_a_long_table_takes_one_slide(store):
    (sheet,) = sheets_asked(store, (PENALTIES,))
    rows = tuple((f"第{n}区应急管理局", "2024年", "12件", "可比", "") for n in range(200))
    long = replace(sheet, plots=(), tables=(Table(("机构", "年份", "数值与限定", "可比性", "原因"), rows),))
    found = list(Presentation(io.BytesIO(pptx_bytes([long, long]))).slides)
    with_tables = [slide for slide in found if any(shape.has_table for shape in slide.shapes)]
    assert len(with_tables) == 2 and all("见文档或工作簿" in texts(slide) for slide in with_tables)


def test_no_slide_ends_on_a_heading():
    rows = [(f"第{n}组", "") if n % 3 == 0 else (f"指标{n}", "12件") for n in range(90)]
    heads = frozenset(range(0, 90, 3))
    for page in table_pages(Table(("指标", "值"), tuple(rows), heads), Area(0, 0, Inches(12), Inches(5))):
        assert len(page.rows) - 1 not in page.heads


def test_a_bureaus_template_gives_the_look_and_its_layouts_are_found_by_name(store, tmp_path):
    own = Presentation()
    own.slide_width, own.slide_height = Inches(13.333), Inches(7.5)
    own.slides.add_slide(own.slide_layouts[0])
    own.slide_layouts[1].name = "本局内页"
    own.save(tmp_path / "本局.pptx")
    style = Style(template=str(tmp_path / "本局.pptx"), view="本局内页")
    slide, _of_all = slides(store, PENALTIES, style=style)  # the template's sample slide is not in it
    assert slide.slide_layout.name == "本局内页" and len(charts(slide)) == 2
    assert [
        shape.placeholder_format.idx for shape in slide.placeholders if shape.placeholder_format.idx == 1
    ] == []
    with pytest.raises(BadTemplate, match="没有名为“别的”的版式；有：.*本局内页"):
        slides(store, PENALTIES, style=replace(style, view="别的"))
    (tmp_path / "坏.pptx").write_bytes(b"no presentation")
    with pytest.raises(BadTemplate, match="坏.pptx 打不开"):
        slides(store, PENALTIES, style=Style(template=str(tmp_path / "坏.pptx")))


def test_on_a_template_of_4_to_3_everything_stays_on_the_slide(store, tmp_path):
    own = Presentation()
    assert own.slide_width / own.slide_height == pytest.approx(4 / 3)
    own.slide_layouts[5].name = "内页（只有标题）"
    own.save(tmp_path / "旧.pptx")
    style = Style(template=str(tmp_path / "旧.pptx"), view="内页（只有标题）")
    for slide in slides(store, PENALTIES, Asked("agency"), Asked("compare"), style=style):
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= own.slide_width, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= own.slide_height, shape.name


def test_what_no_slide_can_hold_is_left_out_of_its_text_not_of_the_slide():
    sheet = Sheet("标题\x00一", "题", ("要点\x0b二",), "可比", "全国", "来源", "v")
    (slide,) = Presentation(io.BytesIO(pptx_bytes([sheet]))).slides
    assert slide.shapes.title.text == "标题\ufffd一"


@pytest.mark.parametrize(
    "view, said",
    [
        (Asked("quality"), "不能做成"),
        (Asked("enforcement", "indicator=发现隐患数"), "不在这一页"),
        (Asked("enforcement", "year=1999年"), "1999年"),
        (Asked("enforcement", "region=火星"), "火星"),
        (Asked("compare", "with=没有的局"), "没有的局"),
        (Asked("compare", f"with={AGENCIES[0]}"), "2到8"),
    ],
)
def test_an_address_that_names_what_there_is_not_is_refused_with_its_reason(store, view, said):
    with pytest.raises(BadAddress, match=f"^{view.page}.*{said}"):
        sheets_asked(store, [view])
