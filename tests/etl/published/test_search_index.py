"""The index of texts and figures that searches ask."""

import pytest

from tests import stores


@pytest.fixture
def published(tmp_path):
    rows = [
        {"value": 3, "unit": "件", "label": "走访", "year": 2023},
        {"value": 3, "unit": "件", "label": "走访", "campaign": "清风行动", "part": "公开"},
        {"value": 3, "unit": "次", "label": "走访", "indicator": "inspections"},
        {"value": 4, "unit": "件", "label": "无关", "status": "rejected"},
    ]
    return stores.published(tmp_path, rows)


def test_each_distinct_text_is_a_term_with_its_figures(published):
    terms = published.rows(
        "SELECT kind, text, indicator, CAST(value AS INTEGER), figures FROM search_term ORDER BY term"
    )
    assert terms == [
        ("label", "走访", "", None, 2),
        ("label", "走访", "inspections", None, 1),
        ("limits", "清风行动\n\n公开\n", "", None, 1),
        ("agency", "云岭市应急管理局", "", None, 3),
        ("number", "3件", "", 3, 2),
        ("number", "3次", "", 3, 1),
    ]
    assert published.rows("SELECT term FROM search_term") == [(n,) for n in range(1, 7)]


def test_every_figure_lies_under_each_of_its_terms_but_not_the_rejected(published):
    wrong = published.rows("""
        SELECT t.kind, t.text, f.printed FROM search_figure s
        JOIN search_term t USING (term) JOIN figure f ON f.rowid = s.row
        WHERE f.status = 'rejected' OR t.text <> CASE t.kind WHEN 'label' THEN f.label
            WHEN 'agency' THEN f.agency WHEN 'number' THEN f.printed
            ELSE concat_ws(chr(10), f.campaign, f.sector, f.part, f.body) END
    """)
    assert wrong == []
    counted = published.rows("""
        SELECT term, count(*) FROM search_figure GROUP BY term
        EXCEPT SELECT term, figures FROM search_term
    """)
    assert counted == [] and published.rows("SELECT count(*) FROM search_figure") == [(10,)]


def test_the_newest_year_comes_first_and_in_it_the_figures_of_a_term_lie_together(published):
    stored = published.rows("SELECT year, term FROM search_figure")
    assert stored == sorted(stored, key=lambda row: (-row[0], row[1]))
