"""What the published file holds: its tables, and what is worked out from figures when it is made."""
