"""Two reports side by side: sentences that go together, and what in them differs."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.screens.quality.alike import pairs_html
from dashboard.screens.quality.pairing import beside, said

SENTENCES = st.lists(st.text(alphabet="查改罚听，、12３.%\t 家件", min_size=1, max_size=30), max_size=6)


def texts(rows):
    return [("".join(p.text for p in row.left), "".join(p.text for p in row.right)) for row in rows]


def test_a_sentence_stands_beside_the_one_that_says_it_with_another_number():
    rows = beside(["上门检查120家", "罚款3万元"], ["讲课5场", "罚款8万元", "上门检查120家"])
    assert texts(rows) == [("上门检查120家", "上门检查120家"), ("罚款3万元", "罚款8万元"), ("", "讲课5场")]
    assert all(part.same for part in rows[0].left + rows[0].right)
    assert [(part.text, part.same) for part in rows[1].right] == [
        ("罚款", True),
        ("8", False),
        ("万元", True),
    ]


def test_a_number_is_the_same_or_it_is_not():
    (row,) = beside(["查出隐患1,204处"], ["查出隐患1,304处"])
    assert [part.text for part in row.left if not part.same] == ["1,204"]


def test_a_sentence_with_one_clause_changed_still_finds_its_like():
    rows = beside(["检查矿山30家，建了清单，都已改好"], ["检查矿山30家，建了清单，两家停产"])
    assert len(rows) == 1 and rows[0].right


def test_what_the_other_does_not_say_stands_alone():
    assert texts(beside(["讲课5场"], ["罚款8万元"])) == [("讲课5场", ""), ("", "罚款8万元")]


@given(SENTENCES, SENTENCES)
def test_nothing_is_lost_and_nothing_told_twice(left, right):
    rows = texts(beside(left, right))
    assert [ours for ours, _ in rows if ours] == left
    assert sorted(theirs for _, theirs in rows if theirs) == sorted(right)


@given(SENTENCES)
def test_a_report_beside_itself_is_all_the_same(sentences):
    assert all(part.same for row in beside(sentences, sentences) for part in row.left + row.right)


def test_without_the_document_it_is_told_what_each_number_counts():
    bare = {
        "sentence": "",
        "label": "",
        "name_zh": "检查次数",
        "sector": "",
        "part": "夜间",
        "printed": "12次",
        "figure_id": 1,
    }
    assert said([bare]) == ["检查次数（夜间）：12次"]


def test_what_a_report_says_stays_text():
    shown = pairs_html(beside(["<b>12</b>家"], ["<b>13</b>家"]), ["<i>", "甲"])
    assert "<b>1" not in shown and "<i>" not in shown and "&lt;b&gt;" in shown
