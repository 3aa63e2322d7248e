"""Documents -> figures -> the published DuckDB file. Nothing below here imports Streamlit."""
