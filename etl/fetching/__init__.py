"""Documents of known addresses, brought into a folder: politely, within bounds, nothing half-written."""
