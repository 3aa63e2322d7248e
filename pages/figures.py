"""数据与出处: all figures, searchable, each with its source."""

from dashboard.screens.figures import figures_page

figures_page()
