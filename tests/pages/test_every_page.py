"""Every page opens: with data, without any, and with a selection that leaves nothing."""

import pytest

from dashboard.queries import Filters
from dashboard.work.frame import WORK_PAGES
from tests.pages.conftest import REPOSITORY, said
from tests.stores import published

PAGES = sorted({path.stem for path in (REPOSITORY / "pages").glob("*.py")} - set(WORK_PAGES))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_an_error(open_page, name):
    page = open_page(name)
    assert not page.exception and not page.error
    assert page.title


@pytest.mark.parametrize("name", ["overview", "enforcement", "inspections", "hazards", "training", "figures"])
def test_an_empty_selection_says_what_to_change(open_page, name):
    page = open_page(name, Filters(divisions=("11",), years=(2024,), basis="own"))
    assert not page.exception
    assert "当前筛选下没有" in page.info[0].value
    offered = [button.label for button in page.button if button.label.startswith("看全国（")]
    assert offered and "（0" not in offered[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_published_file_without_any_figure_is_no_error(open_page, tmp_path, name):
    page = open_page(name, data=published(tmp_path))
    assert not page.exception
    assert "筛选" in said(page)
