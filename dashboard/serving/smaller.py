"""Makes Streamlit's files smaller, once, when they are installed: `python -m dashboard.serving.smaller`.

What the scripts of a page weigh is what a first visit waits for on a slow line. Brotli at its best takes
seconds for them and leaves a sixth less than gzip; of the icon font's 4,000 icons some seventy can occur.
What it makes lies beside Streamlit's own files; `compression.py` serves it, or gzip where there is none.
"""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from dashboard.serving.compression import SMALLER, STATIC
from dashboard.serving.entry import ON_EVERY_PAGE, scripts_of

ON_OTHERS = (
    "DownloadButton", "FileUploader", "LinkButton", "NumberInput", "PageLink", "PlotlyChart", "Progress",
    "Radio", "ReadOnlyGrid", "Selectbox", "Spinner", "TextInput",
)  # fmt: skip
OWN_CODE = Path(__file__).resolve().parents[2]
_ICON = re.compile(r":material/([a-z0-9_]+):")
# Streamlit's own fonts, in which it would write until it has heard of those of this dashboard
_UNUSED_FONT = re.compile(rb"@font-face\{font-family:Source S[^}]*\}")
_IN_NAMES = "abcdefghijklmnopqrstuvwxyz0123456789_"


def make() -> None:
    """Write the smaller files that are not there yet."""
    files = {*scripts_of(ON_EVERY_PAGE + ON_OTHERS), *_first_files()}
    with ThreadPoolExecutor() as threads:
        list(threads.map(_compress, (file for file in files if not (SMALLER / f"{file}.br").exists())))
    for font in (STATIC / "static/media").glob("MaterialSymbols*.woff2"):
        _write(SMALLER / font.relative_to(STATIC), with_icons(font, named_icons()))


def named_icons() -> frozenset[str]:
    """The icons that Streamlit's scripts and this program's pages name."""
    scripts = (STATIC / "static/js").glob("*.js")
    pages = (file for room in ("dashboard", "pages") for file in (OWN_CODE / room).rglob("*.py"))
    texts = (file.read_text(encoding="utf-8") for file in (*scripts, *pages, OWN_CODE / "app.py"))
    return frozenset(name for text in texts for name in _ICON.findall(text))


def with_icons(font: Path, icons: frozenset[str]) -> bytes:
    """The font without the icons that nobody names."""
    whole = TTFont(font)
    kept = Subsetter(Options(layout_closure=False, layout_features=["*"]))
    kept.populate(
        unicodes=map(ord, _IN_NAMES),
        glyphs=[glyph for name, glyph in drawn_icons(whole).items() if name in icons],
    )
    kept.subset(whole)
    whole.flavor = "woff2"
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()


def drawn_icons(font: TTFont) -> dict[str, str]:
    """The names whose letters the font draws as one icon, and what that is called in it."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ones in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
                for one in ones:
                    name = "".join(letter.get(glyph, "?") for glyph in (first, *one.Component))
                    found[name] = one.LigGlyph
    return found


def _first_files() -> Iterator[str]:
    """The files that Streamlit's own page names."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    yield from re.findall(r'"\./(static/(?:js|css)/[^"]+)"', html)


def _compress(file: str) -> None:
    content = (STATIC / file).read_bytes()
    if file.endswith(".css"):
        content = _UNUSED_FONT.sub(b"", content)
    _write(SMALLER / f"{file}.br", brotli.compress(content, quality=11))


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"{place.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(place)


if __name__ == "__main__":
    make()
