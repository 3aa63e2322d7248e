"""Tables of random shape and content, in random places: every number cell is accounted for, once."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.engine.model import ReportContext
from etl.engine.reading import read_bytes
from tests.etl.samplefiles import docx_file, html_page, tabbed_text
from tests.rules import ENGINE

CONTEXT = ReportContext(agency="云岭市应急管理局", year=2023)
COLUMNS = {
    "警告": "penalties",
    "罚款": "penalties",
    "责令停产停业": "penalties",
    "许可数量": "licences",
    "行政检查次数": "inspections",
    "代履行": "coercions",
    "罚没金额（万元）": "fines",
    "检查企业（家）": "enterprises_inspected",
    "发现隐患（项）": "hazards_found",
}
BODIES = ["青禾区应急管理局", "临溪县应急管理局", "望川区应急管理局", "云岭市应急管理局"]
numbers = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(1000, 10**7).map("{:,}".format),
    st.decimals(0, 10**5, places=2).map("{:f}".format),
    st.sampled_from(["", "/", "—", "-"]),
)


@st.composite
def tables(draw: st.DrawFn) -> list:
    names = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=2, max_size=6, unique=True))
    bodies = draw(st.lists(st.sampled_from(BODIES), min_size=1, max_size=4, unique=True))
    rows = [[body, *draw(st.lists(numbers, min_size=len(names), max_size=len(names)))] for body in bodies]
    if draw(st.booleans()):
        return [["单位名称", *names], *rows]
    return [[("单位名称", 1, 2), ("执法情况", len(names), 1)], names, *rows]


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from([html_page, docx_file, tabbed_text]))
def test_every_number_cell_is_one_figure_of_its_column(table: list, write) -> None:
    flat = [entry for row in table for entry in row]
    has_spans = any(isinstance(entry, tuple) for entry in flat)
    names = table[1] if has_spans else table[0][1:]
    wanted = []
    for row in table[2 if has_spans else 1 :]:
        for name, text in zip(names, row[1:], strict=True):
            if text.strip("/—-"):
                times = 10_000 if "万元" in name else 1
                wanted.append((Decimal(text.replace(",", "")) * times, COLUMNS[name]))
    document = read_bytes(write(["全年检查35家次。", table, "另处罚2件。"]), "表")
    extraction = ENGINE.extract(document, CONTEXT)
    tabular = [f for f in extraction.figures if f.rule.startswith("table")]
    assert [(f.value, f.indicator) for f in tabular] == wanted
    spans = sorted((x.start, x.end) for x in [*extraction.figures, *extraction.rejections])
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    assert all(document.text[f.start : f.end] == f.printed for f in extraction.figures)


rectangles = st.lists(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("警告罚款合计12万/— （）|\t\n第一二年0."), max_size=6),
            st.integers(1, 4),
            st.integers(1, 4),
        ),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(rectangles)
def test_any_rectangle_of_cells_is_read_or_left_but_never_miscounted(table: list) -> None:
    document = read_bytes(html_page([table, "完"]), "任意.html")
    extraction = ENGINE.extract(document, CONTEXT)
    text = document.text
    spans = sorted((x.start, x.end) for x in [*extraction.figures, *extraction.rejections])
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    assert all(text[x.start : x.end] == x.printed for x in [*extraction.figures, *extraction.rejections])
    counted = {at for start, end in spans for at in range(start, end)}
    assert not [at for at, character in enumerate(text) if character.isdigit() and at not in counted]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("警告 罚款\n合计\t|12.,/—（万元）第二十条行政处罚单位名称。"), max_size=300))
def test_any_text_keeps_its_numerals_accounted_for(text: str) -> None:
    document = read_bytes(f"报告{text}".encode(), "任意.txt")
    extraction = ENGINE.extract(document, CONTEXT)
    spans = sorted((x.start, x.end) for x in [*extraction.figures, *extraction.rejections])
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    counted = {at for start, end in spans for at in range(start, end)}
    assert not [at for at, c in enumerate(document.text) if c.isdigit() and at not in counted]
