"""培训与普法: the page of the theme(s) training,publicity,service."""

from dashboard.screens.theme.page import theme_page

theme_page("培训与普法", "training", "publicity", "service")
