"""发布: put a version into service."""

from dashboard.publishing_page import publishing_page

publishing_page()
