"""区域: from the provinces down to the districts."""

from dashboard.regions_page import regions_page

regions_page()
