"""Components of our own: what the files in one folder draw, with the data that Python gives them.

A folder named bars holds bars.js and bars.css, which draw into `<div class="bars">`.
"""

from functools import cache
from pathlib import Path

import streamlit as st

from dashboard.opened import open_from_component


def show_component(folder: Path, data: dict, key: str) -> None:
    """Draw the component of `folder`; the figures that its trigger `open` names are shown in the panel."""
    name = folder.name
    draw = st.components.v2.component(
        f"ec_{name}",
        html=f'<div class="{name}"></div>',
        css=source(folder / f"{name}.css"),
        js=source(folder / f"{name}.js"),
    )
    draw(data=data, key=key, on_open_change=lambda: open_from_component(key))


@cache
def source(path: Path) -> str:
    """The text of a script or style sheet, read once."""
    return path.read_text(encoding="utf-8")
