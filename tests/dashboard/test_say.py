"""Text is text: what is said through dashboard.say, and that nothing is said past it."""

import ast
from pathlib import Path

import pytest

from dashboard.say import WORD_JOINER, escaped

SOURCES = sorted([Path("app.py"), *Path("dashboard").rglob("*.py"), *Path("pages").glob("*.py")])
# What of Streamlit reads its first argument as Markdown.
READERS = {
    "badge", "button", "caption", "checkbox", "dialog", "download_button", "error", "expander", "header",
    "info", "link_button", "markdown", "metric", "multiselect", "number_input", "page_link", "pills",
    "popover", "progress", "radio", "segmented_control", "select_slider", "selectbox", "slider", "spinner",
    "status", "subheader", "success", "text_area", "text_input", "title", "toast", "toggle", "warning",
    "write",
}  # fmt: skip
NUMBERS = {"escaped", "plain", "len", "int"}  # what these give is no Markdown


def is_own_words(node: ast.expr) -> bool:
    """Is the expression text of the program itself, with nothing in it but numbers and what is escaped?"""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(is_own_words(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return is_own_words(node.value)
    if isinstance(node, ast.IfExp):
        return is_own_words(node.body) and is_own_words(node.orelse)
    if isinstance(node, ast.BinOp):
        return is_own_words(node.left) and is_own_words(node.right)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name in NUMBERS
    return isinstance(node, ast.Name) and node.id.isupper()


def said_past_say(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in READERS
            and getattr(node.func.value, "id", "") == "st"
            and node.args
            and not is_own_words(node.args[0])
        ):
            found.append(f"{path}:{node.lineno} st.{node.func.attr}({ast.unparse(node.args[0])[:60]})")
    return found


def test_no_page_gives_streamlit_text_that_is_not_its_own():
    others = [path for path in SOURCES if path != Path("dashboard/say.py")]
    assert [line for path in others for line in said_past_say(path)] == []


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
