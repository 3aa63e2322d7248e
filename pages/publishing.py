"""发布: put a version into service."""

from dashboard.work.publishing import publishing_page

publishing_page()
