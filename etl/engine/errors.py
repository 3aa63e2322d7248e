"""The errors that this package raises on purpose; everything else is a bug.

Each message is one line, names the file (and the line, where there is one) and says what to do.
"""


class EnforcementCompareError(Exception):
    """Base of all named errors: a command prints its message and exits with status 1."""


class UnreadableDocument(EnforcementCompareError):
    """A document that cannot be turned into text: scanned, encrypted, corrupt, empty, unknown."""


class InvalidData(EnforcementCompareError):
    """A file below data/ breaks its schema; the message names the file and the line."""


class PublishFailed(EnforcementCompareError):
    """A build did not produce a valid file; the last published one stays in service."""


class LedgerUnavailable(EnforcementCompareError):
    """The ledger cannot be reached, read or written now; what was confirmed before is kept."""


class UnknownReport(EnforcementCompareError):
    """The ledger has no report of that number or name."""


class InvalidDecision(EnforcementCompareError):
    """A decision that cannot be taken: a place outside the text, a value that is not what is printed."""


class ConflictingDecision(EnforcementCompareError):
    """Someone has decided about the same numeral meanwhile: `other` is their decision."""

    def __init__(self, message: str, other) -> None:
        super().__init__(message)
        self.other = other
