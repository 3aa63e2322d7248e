"""导入: bring reports into the ledger."""

from dashboard.work.importing import importing_page

importing_page()
