"""What publishing raises on purpose."""

from etl.engine.errors import EnforcementCompareError


class PublishFailed(EnforcementCompareError):
    """A build did not produce a valid file; the last published one stays in service."""
