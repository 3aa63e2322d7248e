"""The dashboard as a web server: addresses, compression, turns."""
