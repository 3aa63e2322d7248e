"""总览: what the selection holds, and one look at each theme."""

from dashboard.overview import overview_page

overview_page()
