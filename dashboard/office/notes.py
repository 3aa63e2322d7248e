"""A slide's notes: each figure's sentence and where it is from, to be read out or looked up."""

from pptx.slide import Slide

from dashboard.office.model import BadTemplate, Sheet
from dashboard.office.text import plain


def add_notes(slide: Slide, sheet: Sheet) -> None:
    """Write them. Raises BadTemplate where the template's notes have no place for text."""
    lines = [sheet.title, "", *sheet.points, "", sheet.verdict, "", "数字与出处："]
    for cited in sheet.cited:
        lines.append(cited.sentence)
        lines += [f"　{place}" for place in (cited.url, cited.permalink) if place]
    lines += ["", *(f"{name}：{definition}" for name, definition in sheet.definitions), "", sheet.source]
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        raise BadTemplate("模板的备注页没有放文字的地方；请在备注母版里恢复“正文”")
    frame.text = plain("\n".join(lines))
