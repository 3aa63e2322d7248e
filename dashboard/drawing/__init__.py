"""Marks, charts, tiles and pictures. Draws what it is given; asks the database nothing."""
