"""Charts are set for the width of the window."""

import pytest


@pytest.mark.parametrize("width, columns", [(390, 1), (1440, 2)])
def test_the_width_of_the_window_says_how_small_charts_are_set(visit, width, columns):
    """Not what the browser calls itself: a narrow window on a desk is as narrow as a phone."""
    page = visit("enforcement?tab=趋势", width=width).page
    starts = page.evaluate(
        """Object.entries(document.querySelector(".js-plotly-plot").layout)
            .filter(([name]) => name.startsWith("xaxis")).map(([, axis]) => axis.domain[0])"""
    )
    assert (len(set(starts)) == 1) == (columns == 1), starts
