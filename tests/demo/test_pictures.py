"""The README's pictures: small, and of pages that there are."""

import io

import pytest
from PIL import Image, ImageDraw

from demo.pictures import MOST_BYTES, SHOTS, SIZE, small
from tests.pages.conftest import REPOSITORY


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_picture_of_bars_is_made_small_and_stays_as_large_as_it_was():
    picture = Image.new("RGB", tuple(SIZE.values()), "white")
    pen = ImageDraw.Draw(picture)
    for row in range(40):
        pen.rectangle((200, row * 20, 200 + row * 25, row * 20 + 12), fill=(40 + row, 90, 150 + row))
    made = small(png(picture))
    assert len(made) <= MOST_BYTES
    assert Image.open(io.BytesIO(made)).size == picture.size


def test_a_picture_that_cannot_be_made_small_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        small(png(Image.effect_noise((1440, 900), 200).convert("RGB")))


def test_every_picture_is_of_a_page():
    assert {shot.page for shot in SHOTS} <= {path.stem for path in (REPOSITORY / "pages").glob("*.py")}
