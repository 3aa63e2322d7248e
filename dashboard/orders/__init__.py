"""Standing orders: views that are made and sent whenever their data have changed. No scheduler of our own."""
