"""披露情况: who discloses what."""

from dashboard.screens.coverage.page import coverage_page

coverage_page()
