"""Whatever the text: offsets hold, nothing overlaps, and no numeral goes unaccounted for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.engine.codes import REASONS
from etl.engine.model import ReportContext
from etl.engine.prose import extract_prose
from etl.engine.reading import read_document
from tests.datafolder import INVENTED
from tests.passages.loader import load_passages
from tests.rules import RULES

CONTEXT = ReportContext(agency="云岭市应急管理局", kind="enforcement", year=2024, city="云岭市")
ARABIC = re.compile(r"[0-9０-９]+")
COUNTERS = "|".join(
    sorted((w for w in RULES.words("units", "counters") if len(w) == 1), key=len, reverse=True)
)
CHINESE = re.compile(rf"[一二两三四五六七八九十百千万]+(?:{COUNTERS})")

PIECES = [
    "检查企业",
    "发现隐患",
    "其中",
    "，",
    "。",
    "；",
    "、",
    "：",
    "\n",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "全市",
    "我局",
    "青禾区",
    "一、",
    "（二）",
    "3.",
    "2024年",
    "1-9月",
    "第三次",
    "12345热线",
    "〔2024〕3号",
    "同比增长",
    "占",
    "分别",
    "零复议",
    "未收到",
    "无一起",
    "没有",
    "万元",
    "余",
    "多",
    "近",
    "约",
    "以上",
    "%",
    "个百分点",
    "百分之三",
    "三项制度",
    "一",
    "两",
    "十",
    "百",
    "万",
    "亿",
    "1",
    "23",
    "4.5",
    "6,789",
    "１２",
    " ",
    "　",
    "家次",
    "件",
    "起",
    "次",
    "个",
    "人次",
    "项",
    "至",
    "-",
    "～",
    "+",
    "[bookmark: a1]",
    "下一步",
    "计划",
    "力争",
    "专项行动",
    "A4",
    "0.0038",
    "GB 12345-2020",
    "5·12",
    "7×24小时",
    "\t",
    "😀",
    "\u200b",
]


def check(text: str) -> None:
    extraction = extract_prose(RULES, text, CONTEXT)
    found = [(f.start, f.end, f.printed) for f in extraction.figures]
    found += [(r.start, r.end, r.printed) for r in extraction.rejections]
    found = sorted(set(found))  # one zero may be of two things, at one place
    for start, end, printed in found:
        assert text[start:end] == printed and start < end
    for (_, end, _), (start, _, _) in zip(found, found[1:], strict=False):
        assert end <= start, (text, found)
    for pattern in (ARABIC, CHINESE):
        for numeral in pattern.finditer(text):
            covering = [f for f in found if f[0] < numeral.end() and numeral.start() < f[1]]
            assert covering, (text, numeral[0])
            if pattern is ARABIC:
                assert all(any(s <= at < e for s, e, _ in covering) for at in range(*numeral.span())), (
                    text,
                    numeral,
                )
    assert [f.start for f in extraction.figures] == sorted(f.start for f in extraction.figures)
    assert {r.reason for r in extraction.rejections} <= set(REASONS)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_the_words_of_reports_is_accounted_for(text):
    check(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="0123456789０９,，.．年月日件起次（）()《》“”、一二三十百千万亿余多%-~至/+× \n第检查全市",
        max_size=60,
    )
)
def test_any_jumble_of_digits_and_signs_is_accounted_for(text):
    check(text)


@pytest.mark.parametrize("passage", load_passages(), ids=lambda p: p.id)
def test_every_numeral_of_a_passage_is_accounted_for(passage):
    check(passage.text)


@pytest.mark.parametrize("path", sorted((INVENTED / "reports").iterdir()), ids=lambda path: path.name)
def test_every_numeral_of_a_whole_report_is_accounted_for(path):
    check(read_document(path).text)


def test_numerals_inside_skipped_spans_are_left_to_others():
    text = "检查企业30家次。\n40 50 60\n发现隐患70项。"
    start = text.index("40")
    extraction = extract_prose(RULES, text, CONTEXT, skip=[(start, start + 8)])
    assert [f.printed for f in extraction.figures] == ["30家次", "70项"]
    assert extraction.rejections == []


def test_many_numbers_without_a_word_count_nothing_and_are_accounted_for():
    axis = "、".join(f"{n}万" for n in range(10, 60))
    check(f"检查企业30家次。\n{axis}\n发现隐患70项。")
    extraction = extract_prose(RULES, f"检查企业30家次。\n{axis}\n发现隐患70项。", CONTEXT)
    assert [f.printed for f in extraction.figures] == ["30家次", "70项"]
    assert {r.rule for r in extraction.rejections} == {"numbers_alone"}


def test_as_many_numbers_with_words_among_them_are_read():
    extraction = extract_prose(
        RULES, "各镇检查企业" + "、".join(f"{n}家" for n in range(10, 60)) + "。", CONTEXT
    )
    assert len(extraction.figures) == 50
