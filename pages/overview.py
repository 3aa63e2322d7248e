"""总览: what the selection holds, and one look at each theme."""

from dashboard.screens.overview import overview_page

overview_page()
