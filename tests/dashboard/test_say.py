"""Text is text: what is said through dashboard.say. That nothing is said past it: test_markdown_calls.py."""

import pytest

from dashboard.say import WORD_JOINER, escaped


@pytest.mark.parametrize(
    "text",
    [
        "![p](http://o.example/p.png)", "[点](javascript:x)", "**粗** _斜_ ~~删~~", "`码` $x^2$",
        ":red[红] :smile:", ":material/home:", "<b>粗</b> &lt;", "# 题", "- 项", "1. 项", "| a | b |", "{a}",
        "a\\b",
    ],
)  # fmt: skip
def test_every_sign_that_means_something_is_made_to_mean_itself(text):
    said = escaped(text).replace(WORD_JOINER, "")
    assert said.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
    for position, sign in enumerate(said):
        if sign in "*_`[]<>$~:#!|&{}":
            before = said[:position]
            assert (len(before) - len(before.rstrip("\\"))) % 2 == 1, said


def test_what_means_nothing_stays_as_it_is():
    assert escaped("云岭市2024年：1,300件（12.5%），3-5万元") == "云岭市2024年：1,300件（12.5%），3-5万元"


@pytest.mark.parametrize("address", ["http://o.example", "HTTPS://o.example", "www.o.example"])
def test_an_address_is_no_link(address):
    assert address not in escaped(f"见{address}").replace("\\", "")
