"""The commands of `python -m etl`: their arguments, and what they print."""
