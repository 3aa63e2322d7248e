"""Making a new published file, checking it, putting it into service, and keeping the ones before."""
