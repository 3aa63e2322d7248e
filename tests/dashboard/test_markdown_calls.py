"""Every call of Streamlit that takes Markdown says the program's own words, or text that was made harmless.

Read off the source, so that it holds for places that no test opens, too.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FILES = [
    REPOSITORY / "app.py",
    *sorted((REPOSITORY / "dashboard").rglob("*.py")),
    *sorted((REPOSITORY / "pages").glob("*.py")),
]
# Functions of Streamlit whose first argument is read as Markdown; of all of them `help` is, too.
TAKE_MARKDOWN = {
    "title", "header", "subheader", "caption", "markdown", "write", "info", "warning", "error", "success",
    "button", "download_button", "link_button", "page_link", "checkbox", "toggle", "radio", "selectbox",
    "multiselect", "slider", "select_slider", "text_input", "text_area", "number_input", "date_input",
    "segmented_control", "pills", "file_uploader", "expander", "popover", "tabs", "spinner", "progress",
    "toast", "status", "metric", "dialog", "feedback", "chat_message", "badge",
}  # fmt: skip
NUMBERS = {"len", "int", "plain"}  # what these return has no sign of Markdown


def unsafe(path: Path) -> Iterator[str]:
    """Calls that hand Streamlit what they did not write themselves."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func.value) not in ("st", "st.sidebar") or node.func.attr not in TAKE_MARKDOWN:
            continue
        said = [
            *node.args[:1],
            *(k.value for k in node.keywords if k.arg in ("label", "body", "help", "title")),
        ]
        for one in said:
            if not harmless(one):
                yield f"{path.relative_to(REPOSITORY)}:{node.lineno}: st.{node.func.attr}({ast.unparse(one)})"


def harmless(said: ast.expr) -> bool:
    """Words of the program, numbers, or what went through `say.escaped`."""
    if isinstance(said, ast.Constant):
        return True
    if isinstance(said, ast.List | ast.Tuple):
        return all(map(harmless, said.elts))
    if isinstance(said, ast.ListComp):
        return harmless(said.elt)
    if isinstance(said, ast.IfExp):
        return harmless(said.body) and harmless(said.orelse)
    if isinstance(said, ast.BinOp):
        return harmless(said.left) and harmless(said.right)
    if isinstance(said, ast.JoinedStr):
        return all(harmless(part) for part in said.values)
    if isinstance(said, ast.FormattedValue):
        return harmless(said.value)
    if isinstance(said, ast.Name):
        return said.id.isupper()  # a constant of the module
    return isinstance(said, ast.Call) and ast.unparse(said.func) in {"say.escaped", "escaped", *NUMBERS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_no_call_hands_streamlit_text_from_outside_as_markdown(path):
    assert list(unsafe(path)) == []


@pytest.mark.parametrize("said", ["name", "f'机构：{name}'", "row['title']", "'、'.join(names)", "str(name)"])
def test_what_the_program_did_not_write_is_not_harmless(said):
    assert not harmless(ast.parse(said, mode="eval").body)
