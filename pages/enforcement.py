"""执法: the page of the theme(s) enforcement,resource."""

from dashboard.screens.theme.page import theme_page

theme_page("执法", "enforcement", "resource")
