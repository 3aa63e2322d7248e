"""机构: one agency, all its figures, its years, its peers, what it discloses and what does not add up."""

from dashboard.screens.agency.page import agency_page

agency_page()
