"""Texts whose lines were cut at one width: words and numbers are read across the cut, in their places."""

import pytest

from etl.engine.wraps import wraps_in
from tests.rules import ENGINE

PARAGRAPHS = [
    "2023年，云岭市水务局共开展行政检查1286次，发现违法取水问题74个，立案查处违法案件31起，"
    "作出行政处罚决定28件，罚款金额共计112.6万元，全年未发生行政复议和行政诉讼案件。",
    "全年受理取水许可申请215件，准予许可208件，不予许可7件；组织执法人员培训12期，参训486人次，"
    "发放宣传资料15600余份，开展普法宣传活动23场。",
]


def cut(paragraph: str, width: int) -> str:
    return "\n".join(paragraph[at : at + width] for at in range(0, len(paragraph), width))


@pytest.mark.parametrize("width", [20, 24, 27, 31, 38])
@pytest.mark.parametrize(("indent", "between"), [("　　", "\n"), ("", "\n\n")])
def test_what_is_cut_at_a_width_says_the_same(width, indent, between):
    whole = ENGINE.read_text(between.join(indent + each for each in PARAGRAPHS))
    cut_up = ENGINE.read_text(between.join(cut(indent + each, width) for each in PARAGRAPHS))

    def said(figure):
        return figure.value, figure.unit, figure.indicator, figure.part, figure.whole, figure.measure

    assert [said(figure) for figure in cut_up.figures] == [said(figure) for figure in whole.figures]
    assert len(whole.figures) == 14


def test_a_figure_that_was_cut_is_printed_where_the_page_has_it():
    text = "\n".join(cut("　　" + each, 20) for each in PARAGRAPHS)
    found = ENGINE.read_text(text).figures
    assert all(text[f.start : f.end] == f.printed for f in found)
    assert any("\n" in f.printed for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),  # no line is cut
        "单位\n警告\n罚款\n合计\n云岭市水务局\n3\n25\n28\n青禾区水务局\n1\n4\n5",  # a cell a line
        "\n".join(
            f"关于公布第{at}批行政许可事项目录的通知" for at in "一二三四五六七八九"
        ),  # titles of one length
        "一、加强日常监督检查，压实各方责任；\n二、开展专项整治行动，消除各类隐患；\n"
        "三、组织业务技能培训，提高执法水平；\n"
        # sentences of one length
        "四、抓好普法宣传教育，营造良好氛围；\n五、落实重大案件审核，规范执法行为。",
    ],
)
def test_lines_that_end_where_they_should_stay(text):
    assert wraps_in(text) == ()


def test_a_paragraph_that_fills_its_last_line_does_not_run_into_the_next_item():
    lines = [cut("　　" + each, 26) for each in PARAGRAPHS]
    text = "\n".join([*lines, "　　二、受理投诉举报情况", "　　全年受理投诉举报45件，办结45件。"])
    left_out = set(wraps_in(text))
    assert text.index("　　二、") - 1 not in left_out
    assert text.index("　　全年受理投诉") - 1 not in left_out
