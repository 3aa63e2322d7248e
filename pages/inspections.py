"""检查: the page of the theme(s) inspection."""

from dashboard.screens.theme.page import theme_page

theme_page("检查", "inspection")
