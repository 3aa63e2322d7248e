"""Slides and memos as PDF, by LibreOffice where it is installed."""

from etl.engine.reading import office


class NoOffice(Exception):
    """Nothing on this machine makes a PDF of the file; the message is Chinese and says what to do."""


NO_OFFICE = "没有找到 LibreOffice，做不出 PDF。请安装它，或改用 pptx、docx"
FAILED = "LibreOffice 没能把文件转成 PDF，请改用 pptx、docx 自行另存"


def pdf_bytes(content: bytes, kind: str) -> bytes:
    """The PDF of a file, `kind` pptx or docx. Raises NoOffice."""
    if not office.is_installed():
        raise NoOffice(NO_OFFICE)
    made = office.converted(content, kind, "pdf")
    if made is None:
        raise NoOffice(FAILED)
    return made
