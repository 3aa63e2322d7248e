"""The figure panel: the printed part is marked, and nothing of a document is ever markup."""

import pytest

from dashboard.figure_panel import facts_html, heading_html, is_web_address, rule_in_words, sentence_html

EVIL = '<img src=x onerror="alert(1)">'


def test_the_printed_part_is_marked_at_its_place_not_at_an_equal_number_before():
    html = sentence_html("检查12家，整改12家。", "12家", 8)
    assert html.count("<mark>") == 1
    assert "检查12家，整改<mark>12家</mark>。" in html


@pytest.mark.parametrize("at", [None, -1, 3, 99])
def test_where_the_offset_does_not_fit_nothing_is_marked(at):
    assert "<mark>" not in sentence_html("检查12家。", "12家", at)


def test_the_cells_of_a_row_stay_apart():
    html = sentence_html("青禾区\t361\t7\t240.54", "240.54", 10)
    assert "3617" not in html and html.count('<span class="ec-tab">\t</span>') == 3
    assert "<mark>240.54</mark>" in html


def test_text_of_documents_is_escaped_everywhere():
    sentence = f"检查{EVIL}12家。"
    for html in (
        sentence_html(sentence, "12家", sentence.index("12家")),
        sentence_html(f"{EVIL}", EVIL, 0),
        heading_html({"printed": EVIL, "label": EVIL, "name_zh": None}),
        facts_html({"机构": EVIL}),
    ):
        assert "<img" not in html
        assert "&lt;img" in html


def test_facts_without_content_are_left_out():
    assert facts_html({"章节": "", "机构": "云岭市应急管理局"}).count("<dt>") == 1


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://www.example.gov.cn/a.html", True),
        ("http://example.gov.cn", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.gov.cn", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, is_link):
    assert is_web_address(url) is is_link


@pytest.mark.parametrize(
    "rule, words",
    [
        ("table:penalties/total", "表格的栏目"),
        ("penalties/6", "指标规则第6条"),
        ("reviewer", "人工判定"),
        ("some_new_rule", "指标规则"),
        ("", ""),
    ],
)
def test_the_rule_that_decided_the_indicator_is_said_in_words(rule, words):
    assert rule_in_words(rule) == words
