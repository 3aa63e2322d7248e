"""The chart of a view as SVG, without a page; a browser draws it (kaleido)."""

from dashboard.address import BadAddress
from dashboard.data.store import Published
from dashboard.drawing import images
from dashboard.exported import notes_of
from dashboard.screens.briefing.view import figure_of
from dashboard.screens.sheets import Asked, content_asked
from dashboard.take_away import selection, source_line


def svg_of(published: Published, view: Asked, mode: str = "light") -> bytes:
    """The first chart of the view, with title, selection and source. Raises BadAddress, NoBrowser."""
    content = content_asked(published, view)
    if not content.drawn:
        raise BadAddress("这些数字彼此不可比，不画在一起；各自的数字见表格形式")
    drawn = content.drawn[0]
    source = source_line(content.reports, published.name)
    said = selection(content.choice.view)
    frame = images.Frame(drawn.title, said, source, notes_of(drawn.marks), published.stamp)
    return images.picture(figure_of(drawn, mode), "svg", frame, mode)
