"""Measurements, as ratios taken side by side in one run. Results are printed and kept in bench-results/."""
