"""导入: bring reports into the ledger."""

from dashboard.importing_page import importing_page

importing_page()
