"""Traditional characters, invisible ones and digits of other scripts: read as usual, placed as printed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.data.printed import parse_printed
from etl.engine.characters import TABLE, as_printed, plain, plain_document, read_characters
from etl.engine.model import Document, Extraction, ReportContext
from etl.engine.reading import read_bytes
from tests.etl.samplefiles import FORMATS
from tests.rules import ENGINE

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u2066\ufe0f"
CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市", level="city")
TEXT = (
    "一、执法情况\n2024年，共检查企业1120家次，发现隐患2.3万余项，其中重大隐患三十五项，整改率98.5%。\n"
    "作出行政处罚76起，罚款262万元，未发生行政复议。\n"
    "处罚情况\n单位\t处罚（宗）\t罚没金额（万元）\n青禾区\t12\t30.5\n临溪县\t8\t4\n合计\t20\t34.5\n"
)
TO_TRADITIONAL = {
    line.split("\t")[1]: line.split("\t")[0]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith(("#", "⺠")) and line[1] == "\t"
} | dict(zip("制里后发干征复了回", "製裡後發幹徵復了回", strict=True))


def read(text: str, context: ReportContext = CONTEXT) -> Extraction:
    return ENGINE.extract(Document(text), context)


def meanings(found: Extraction) -> list[tuple]:
    return [
        (f.value, f.approx, f.indicator, f.label, f.measure, f.scope, f.body, f.part, f.whole)
        for f in found.figures
    ]


def check_places(text: str, found: Extraction) -> None:
    everything = sorted([*found.figures, *found.rejections], key=lambda one: one.start)
    for one in everything:
        assert one.start < one.end and text[one.start : one.end] == one.printed
    for one, following in zip(everything, everything[1:], strict=False):
        assert one.end <= following.start


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, len(TEXT) - 1), st.sampled_from(INVISIBLE)), max_size=30))
def test_invisible_characters_anywhere_change_no_reading(inserted):
    text = TEXT
    for at, character in sorted(inserted, reverse=True):
        text = text[:at] + character + text[at:]
    found = read(text)
    assert meanings(found) == meanings(read(TEXT))
    check_places(text, found)


def test_a_number_keeps_the_invisible_characters_inside_and_none_beside():
    text = "检查企业\u200b1\u200b120\u2060家\u00ad次\u200b，罚款3\ufeff5万元。"
    figures = read(text).figures
    assert [(int(f.value), f.unit) for f in figures] == [(1120, "家次"), (350000, "元")]
    assert [f.printed for f in figures] == ["1\u200b120\u2060家\u00ad次", "3\ufeff5万元"]


@pytest.mark.parametrize("format_name", ["html", "docx", "xlsx", "pdf"])
def test_every_format_reads_numbers_with_invisible_characters_whole(format_name: str):
    rows = [["项目", "数量"], ["行政检查（次）", "1\u200b120"], ["行政处罚（宗）", "4\u20603\u00ad1"]]
    blocks = ["2023年度统计表", rows, "发现隐患1\ufeff7项。"]
    document = read_bytes(FORMATS[format_name](blocks), f"表.{format_name}")
    found = ENGINE.extract(document, CONTEXT)
    assert [int(f.value) for f in found.figures] == [1120, 431, 17]
    check_places(document.text, found)


def test_traditional_characters_are_read_as_simplified_ones():
    text = "".join(TO_TRADITIONAL.get(character, character) for character in TEXT)
    assert text != TEXT and len(text) == len(TEXT)
    found = read(text)
    assert meanings(found) == meanings(read(TEXT))
    assert [f.start for f in found.figures] == [f.start for f in read(TEXT).figures]
    check_places(text, found)


def test_what_is_printed_and_its_unit_stay_as_printed():
    (figure,) = read("全年主動公開政府資訊1.2萬餘條。").figures
    assert (figure.printed, figure.unit, int(figure.value)) == ("1.2萬餘條", "條", 12000)


@pytest.mark.parametrize(
    ("printed", "as_read"),
    [
        ("批覆行政覆議申請", "批复行政复议申请"),
        ("覆蓋", "覆盖"),
        ("強製措施、製定、後續處罰、發證、衝突、徵收", "强制措施、制定、后续处罚、发证、冲突、征收"),
        ("裡裏乾淨，乾縣", "里里干净，乾县"),
        ("行政處罰⼈⺠", "行政处罚人民"),
        ("在乾县、昇平街道", "在乾县、昇平街道"),  # simplified text has these characters
        ("检查٣٤家、๕家", "检查34家、5家"),
    ],
)
def test_characters_are_read_as_administrative_prose_needs(printed: str, as_read: str):
    assert plain(printed) == as_read


def test_digits_of_other_scripts_are_figures():
    text = "检查企业٣٤家次，查处案件𝟏𝟐件，罚款５万元。"
    found = read(text)
    assert [int(f.value) for f in found.figures] == [34, 12, 50000]
    check_places(text, found)


@pytest.mark.parametrize("sign", ["①", "⑴", "⒈", "㈠", "❶", "Ⅲ", "²", "½", "〥", "𐄇"])
def test_signs_that_are_numbers_are_rejections(sign: str):
    text = f"检查企业5家次，{sign}发现隐患3项{sign}。"
    found = read(text)
    assert [int(f.value) for f in found.figures] == [5, 3]
    assert [r.printed for r in found.rejections if r.printed == sign] == [sign] * 2
    check_places(text, found)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="12萬萬處罰件件检查\u200b\ufeff٣①Ⅲ，。\n覆議乾", max_size=40))
def test_places_lead_there_and_back(text):
    reading = read_characters(text)
    assert len(reading.text) == len(text) - sum(text.count(character) for character in INVISIBLE)
    for place in range(len(reading.text)):
        printed_at = reading.printed_at(place)
        assert reading.read_at(printed_at) == place and text[printed_at] not in INVISIBLE
    check_places(text, read(text))


def test_a_text_that_is_read_as_printed_is_left_as_it_is():
    reading = read_characters(TEXT)
    assert reading.text is TEXT
    found = Extraction([], [])
    assert as_printed(found, reading) is found


def test_cells_are_read_at_their_places():
    document = read_bytes(FORMATS["html"]([[["處罰\u200b（宗）", "條"], ["1\u200b2", "3"]]]), "表.html")
    (table,) = plain_document(document, read_characters(document.text)).tables
    assert [cell.text for cell in table.cells] == ["处罚（宗）", "条", "12", "3"]
    text = read_characters(document.text).text
    assert all(text[cell.start : cell.end] == cell.text for cell in table.cells)


def test_a_report_in_traditional_characters_says_who_reports():
    title = "雲嶺市應急管理局2023年行政執法工作報告"
    context = ENGINE.identify(Document(f"{title}\n全年檢查企業120家次。\n", title=title))
    assert (context.agency, context.kind, context.year) == ("云岭市应急管理局", "enforcement", 2023)


@pytest.mark.parametrize("printed", ["1\u200b120家次", "1120家次", "١١٢٠家次", "1120傢次"])
def test_a_reviewed_figure_is_checked_against_what_is_printed(printed: str):
    assert parse_printed(printed) == (1120, None)


def test_how_a_character_is_said_is_not_read_and_stays_outside():
    text = "出動衛(wèi)生監(jiān)督員(yuán)376人次，檢查醫(yī)療機構(gòu)283戶(hù)次，整改12條(tiáo)。"
    figures = read(text).figures
    assert [figure.printed for figure in figures] == ["376人次", "283戶(hù)次", "12條"]
    assert [figure.indicator for figure in figures[:2]] == ["officers_dispatched", "inspections"]
    assert figures[1].unit == "戶次"
