"""披露情况: who discloses what."""

from dashboard.coverage_page import coverage_page

coverage_page()
