"""A paper as a file: one module a format, each from the same lines and tables."""

from collections.abc import Callable
from functools import partial
from random import Random

from demo.files.html import html_file
from demo.files.pdf import pdf_file
from demo.files.sheet import xlsx_file
from demo.files.text import text_file
from demo.files.word import docx_file
from demo.paper import Paper

FORMATS: dict[str, Callable[[Paper, Random], bytes]] = {
    "txt": text_file,
    "html": html_file,
    "docx": docx_file,
    "xlsx": xlsx_file,
    "pdf": pdf_file,
}


def file_of(paper: Paper, form: str, seed: int) -> bytes:
    """The bytes of `paper` as a file of the format; the same for the same paper and seed."""
    return partial(FORMATS[form], paper)(Random(f"{seed}/{paper.name}/{form}"))
