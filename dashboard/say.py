"""Say something on a page: text, whatever it says.

Streamlit reads captions, titles, messages and labels as Markdown. What documents, names and addresses say is
none: `![](http://…)` in a district's name would ask others for a picture. So pages say what they say through
the functions here, or put `escaped` around what goes into a label.
"""

import re
from typing import Any

import streamlit as st

_SIGNS = re.compile(r"([\\`*_{}\[\]<>$~:#!|&])|^(?=[-+=] )|(?<=^\d)(?=[.)] )")


# Whatever is written before it, an address is made a link in the end, unless it is none.
_ADDRESS = re.compile(r"(?i)(?:(?<=http:)|(?<=https:))(?=//)|(?<=www)(?=\.)")
WORD_JOINER = "\u2060"  # has no width


def escaped(text: str) -> str:
    """The text for where Streamlit reads Markdown."""
    return _SIGNS.sub(lambda sign: "\\" + (sign[1] or ""), _ADDRESS.sub(WORD_JOINER, text))


def title(text: str, **settings: Any) -> None:
    """The heading of a page, and an unseen one over its parts, so that no level is left out between them."""
    st.title(escaped(text), anchor=False, **settings)
    st.html('<h2 class="ec-unseen">本页内容</h2>')


def subheader(text: str, **settings: Any) -> None:
    """The heading of a part of a page."""
    st.subheader(escaped(text), anchor=False, **settings)


def caption(text: str, **settings: Any) -> None:
    """A line in small print; `help` is text, too."""
    if "help" in settings:
        settings["help"] = escaped(settings["help"])
    st.caption(escaped(text), **settings)


def info(text: str) -> None:
    """Something to know."""
    st.info(escaped(text))


def warning(text: str) -> None:
    """Something to heed."""
    st.warning(escaped(text))


def error(text: str) -> None:
    """Something that did not work, and what to do."""
    st.error(escaped(text))


def success(text: str) -> None:
    """Something that was done."""
    st.success(escaped(text))
