"""The base of all errors that are raised on purpose, and those of reading; everything else is a bug.

Each message is one line, names the file (and the line, where there is one) and says what to do.
"""


class EnforcementCompareError(Exception):
    """Base of all named errors: a command prints its message and exits with status 1."""


class UnreadableDocument(EnforcementCompareError):
    """A document that cannot be turned into text: scanned, encrypted, corrupt, empty, unknown."""


class InvalidData(EnforcementCompareError):
    """A file below data/ breaks its schema; the message names the file and the line."""
