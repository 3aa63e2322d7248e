"""The explaining page: every word in its place, escaped, nothing loaded from anywhere."""

import json
import re
from decimal import Decimal
from html.parser import HTMLParser

from etl.cli.explain import page
from etl.engine import Reading
from etl.engine.model import Document, Figure, Rejection, ReportContext
from tests.rules import RULES

TEXT = '一、检查\n全年<b>检查</b>企业452家次，罚款1.3万元。"</script><script>alert(1)</script>"&amp;\n'
CONTEXT = ReportContext(agency="云岭市应急管理局", year=2024, title="云岭市<应急>管理局报告")


def figure(printed: str, value: str, **fields) -> Figure:
    start = TEXT.index(printed)
    return Figure(start, start + len(printed), printed, Decimal(value), **fields)


def explained(text: str = TEXT) -> str:
    figures = [
        figure("452家次", "452", unit="家次", indicator="inspections", label="<检查>", rule="规则&1"),
        figure("1.3万元", "13000", unit="元", scope="other", body="“宝平”街道", value_high=Decimal(14000)),
    ]
    rejections = [Rejection(0, 1, "一", "heading_number", "heading")]
    return page(Reading(Document(text=text, path="a<b>.txt"), CONTEXT, figures, rejections), RULES.indicators)


class Reader(HTMLParser):
    """Collects the text of main, the start tags, and the marks' words by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.main = ""
        self.marks: dict[str, str] = {}
        self.inside, self.mark = False, ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = self.inside or tag == "main"
        if self.inside and tag == "a":
            self.mark = dict(attrs)["id"]

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside = False
        self.mark = ""

    def handle_data(self, data):
        if self.inside:
            self.main += data
        if self.mark:
            self.marks[self.mark] = data


def test_the_document_stands_in_the_page_word_for_word():
    assert Reader(explained()).main == TEXT


def test_each_figure_and_rejection_is_marked_in_its_place():
    assert Reader(explained()).marks == {"m0": "一", "m1": "452家次", "m2": "1.3万元"}


def test_marks_tell_their_kind_can_be_reached_by_key_and_lead_to_the_table_and_back():
    tags = Reader(explained()).tags
    marks = [a for tag, a in tags if tag == "a" and "data-at" in a]
    assert [a["class"] for a in marks] == ["fig rejected", "fig known", "fig other"]
    assert all(a["tabindex"] == "0" for a in marks)
    rows = {a["id"] for tag, a in tags if tag == "tr" and "id" in a}
    assert {a["href"].removeprefix("#") for a in marks} == rows
    back = {a["href"].removeprefix("#") for tag, a in tags if tag == "a" and "back" in a["class"]}
    assert back == {a["id"] for a in marks}


def test_the_words_of_the_document_stay_words():
    html = explained()
    assert html.count("<script") == 2  # the page's own: its data and its code
    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert [a for tag, a in Reader(html).tags if tag == "b"] == []


def test_the_fields_of_each_mark_are_there_and_empty_ones_are_not():
    fields = json.loads(re.search(r'id="fields">(.*?)</script>', explained(), re.S)[1])
    rejected, known, other = (dict(each) for each in fields)
    assert (rejected["不取"], rejected["依据"]) == ("标题或列举序号", "heading")
    assert (known["数值"], known["内容"], known["依据"]) == ("452 家次", "<检查>", "规则&1")
    assert (other["数值"], other["主体"], other["指标"]) == (
        "13,000–14,000 元",
        "文中所指机构 “宝平”街道",
        "（无）",
    )
    assert "限定" not in known


def test_nothing_is_loaded_and_only_the_pages_own_script_may_run():
    html = explained()
    assert "default-src 'none'" in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert not re.search(r"url\(|@import|https?://", html)


def test_a_document_without_any_numeral():
    html = page(Reading(Document(text="没有数字。", path="a.txt"), ReportContext(), [], []), RULES.indicators)
    assert Reader(html).main == "没有数字。"
    assert "数字 0" in html
