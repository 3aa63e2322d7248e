"""机构对比: agencies side by side on all indicators."""

from dashboard.screens.compare.page import compare_page

compare_page()
