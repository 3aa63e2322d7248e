"""区域: from the provinces down to the districts."""

from dashboard.screens.regions.page import regions_page

regions_page()
