"""Where what one text says is in another."""

from hypothesis import given
from hypothesis import strategies as st

from etl.ledger.alignment import Moved, pairs, resemble

LINES = st.lists(st.sampled_from("abcdefgh0"), max_size=30)


@given(LINES, LINES)
def test_pairs_are_equal_lines_in_rising_order(old, new):
    found = pairs(old, new)
    assert all(old[first] == new[second] for first, second in found.items())
    ordered = [found[first] for first in sorted(found)]
    assert ordered == sorted(set(ordered))


@given(LINES)
def test_a_text_is_all_its_own(lines):
    assert pairs(lines, lines) == {at: at for at in range(len(lines))}


def test_what_stands_several_times_is_followed_from_its_neighbours():
    old, new = ["表", "0", "0", "甲", "0", "完"], ["新", "表", "0", "0", "0", "甲", "0", "完"]
    assert pairs(old, new) == {0: 1, 1: 2, 2: 3, 3: 5, 4: 6, 5: 7}


def test_figures_beside_it_may_change_and_nothing_else():
    old, figures = "全年检查120家，罚款3万元。", [(4, 8), (11, 14)]
    new, others = "说明。全年检查1120家，罚款3万元。", [(7, 12), (15, 18)]
    moved = Moved(old, figures, new, others)
    assert moved.place(11, 14) == (15, 18) and moved.place(4, 8) is None
    assert Moved(old, figures, new.replace("全年", "上半年"), [(8, 13), (16, 19)]).place(11, 14) is None


def test_texts_resemble_where_one_is_the_other_with_changes_whatever_blanks_and_signs():
    text = "".join(f"第{n}条 检查企业{n * 7}家次，处罚{n}件。\n" for n in range(40))
    assert resemble(text, text.replace("\n", " ").replace("21家次", "22家次"))
    assert resemble(text, "关于修订的说明。" * 3 + text)
    assert resemble(text, text.replace("，", ", ").replace("。", ".").replace("7", "７"))
    assert not resemble(text, "".join(f"开展第{n}场宣传活动，发放资料{n}份。\n" for n in range(40)))
    assert resemble("", "") and not resemble("短", "长")
