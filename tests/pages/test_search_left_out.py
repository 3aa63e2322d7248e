"""The list of figures says what a search leaves out of it."""

from dashboard.queries import found


def said(page) -> str:
    return " ".join(caption.value for caption in page.caption)


def test_a_list_that_ends_early_says_so(open_page, monkeypatch):
    assert "共9个数字" in said(open_page("figures", q="行政处罚"))
    monkeypatch.setattr(found, "MOST_LISTED", 5)
    page = open_page("figures", q="行政处罚")
    assert "超过5个，只列出排在最前的5个" in said(page)


def test_a_list_of_the_best_matches_says_that_there_are_others(open_page, monkeypatch):
    monkeypatch.setattr(found, "MOST_READ", 2)
    monkeypatch.setattr(found, "MOST_LISTED", 4)
    monkeypatch.setattr(found, "ENOUGH", 3)
    page = open_page("figures", q="应急管理局")
    assert "只列出最相关、最新的4个" in said(page)
    assert len(page.dataframe[0].value) == 4
