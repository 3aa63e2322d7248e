"""数据质量: which stated numbers do not add up, and what is left to look at."""

from dashboard.screens.quality.page import quality_page

quality_page()
