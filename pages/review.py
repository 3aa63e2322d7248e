"""审核: look at each figure of a report."""

from dashboard.work.review.page import review_page

review_page()
