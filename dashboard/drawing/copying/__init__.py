"""A sentence with a button that copies it: Streamlit's own shows under the mouse only, in English."""

from pathlib import Path

from dashboard.drawing.component import show_component

HERE = Path(__file__).resolve().parent


def show_to_copy(text: str, name: str) -> None:
    """Show `text` and the button beneath it; `name` is its key on the page."""
    show_component(HERE, {"text": text, "label": "复制这句话", "done": "已复制"}, f"copy-{name}")
