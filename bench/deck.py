"""How long a deck of 20 slides takes, of the database that is served."""

import argparse
import time
from io import BytesIO

from pptx import Presentation

from bench.queries import forgetting
from dashboard.data.store import open_published
from dashboard.office.files import file_of
from dashboard.screens.sheets import PAGES, Asked, sheets_asked

SLIDES, REPEATS = 20, 5
SECONDS = 3  # a deck may take


def measure(options: argparse.Namespace) -> dict:
    """Print and return the seconds of the processor for views that fill 20 slides: read, judged and written.

    Views are added, themes first, until there are 20 slides. Every question goes to the database.
    """
    published = open_published(options.published)
    views, slides = [], 0
    for page in PAGES:
        views.append(Asked(page))
        slides = len(Presentation(BytesIO(file_of(sheets_asked(published, views), "pptx"))).slides)
        if slides >= SLIDES:
            break
    took = sorted(_timed(options.published, views) for _ in range(REPEATS))
    middle = took[REPEATS // 2]
    print(f"{len(views)} views, {slides} slides: {middle:.2f} s of the processor, "
          f"{middle * SLIDES / slides:.2f} s for {SLIDES} (limit {SECONDS})")  # fmt: skip
    return {"views": len(views), "slides": slides, "CPU s": middle}


def _timed(folder: str | None, views: list[Asked]) -> float:
    published = open_published(folder)
    with forgetting(published):
        began = time.process_time()
        file_of(sheets_asked(published, views), "pptx")
        return time.process_time() - began
