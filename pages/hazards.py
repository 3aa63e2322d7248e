"""隐患: the page of the theme(s) hazard."""

from dashboard.screens.theme.page import theme_page

theme_page("隐患", "hazard")
