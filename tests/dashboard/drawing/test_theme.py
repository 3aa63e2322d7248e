"""Colours: one an agency, the same wherever it appears, and far enough apart."""

import plotly.graph_objects as go
import pytest

from dashboard.drawing.theme import AGENCY_COLOURS, DARK, LIGHT, agency_colours, template


def test_an_agency_has_the_same_colour_whatever_order_it_is_named_in():
    names = ["云岭市应急管理局", "青禾区应急管理局", "临溪县应急管理局"]
    assert agency_colours(names) == agency_colours(names[::-1])


def test_twelve_agencies_have_twelve_colours():
    names = [f"第{number}区应急管理局" for number in range(12)]
    assert len(set(agency_colours(names).values())) == 12


def test_a_single_agency_keeps_its_colour_between_runs():
    assert agency_colours(["青禾区应急管理局"]) == {"青禾区应急管理局": AGENCY_COLOURS[1]}


def test_more_agencies_than_colours_still_get_one_each():
    assert len(agency_colours([f"第{number}区应急管理局" for number in range(40)])) == 40


@pytest.mark.parametrize("ink", [LIGHT, DARK])
@pytest.mark.parametrize("name", ["text", "muted"])
def test_text_reaches_contrast_aa(ink, name):
    assert contrast(getattr(ink, name), ink.background) >= 4.5


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_bars_reach_the_contrast_of_graphics(ink):
    assert contrast(ink.mark, ink.background) >= 3


@pytest.mark.parametrize("ink", [LIGHT, DARK])
def test_an_agency_s_colour_reaches_the_contrast_of_graphics(ink):
    assert min(contrast(colour, ink.background) for colour in AGENCY_COLOURS) >= 3


@pytest.mark.parametrize("deficiency", ["none", "protan", "deutan"])
def test_agency_colours_stay_apart_for_the_colour_blind(deficiency):
    seen = [lab(simulate(colour, deficiency)) for colour in AGENCY_COLOURS]
    closest = min(
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for index, one in enumerate(seen)
        for other in seen[:index]
    )
    assert closest > 20


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_template_names_chinese_fonts_and_leaves_the_page_background(mode):
    layout = go.Figure(layout={"template": template(mode)}).layout.template.layout
    assert "Noto Sans CJK SC" in layout.font.family
    assert layout.paper_bgcolor == "rgba(0,0,0,0)"


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(one: str, other: str) -> float:
    bright = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (bright[1] + 0.05) / (bright[0] + 0.05)


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
MATRICES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def simulate(colour: str, deficiency: str) -> list[float]:
    rgb = linear(colour)
    if deficiency == "none":
        return rgb
    return [
        max(0.0, min(1.0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in MATRICES[deficiency]
    ]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    weights = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * c for w, c in zip(row, rgb, strict=True)) for row in weights]
    x, y, z = (
        v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116
        for v in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
