"""Parts that add up to a figure prove that it is their whole."""

from decimal import Decimal

from etl.engine.model import Figure

MOST_PARTS = 40


def adds_up(candidate: Figure, parts: list[Figure]) -> bool:
    """Whether the parts that follow `candidate`, two or more in one run, add up to its value."""
    if not candidate.value:
        return False
    total = Decimal(0)
    for count, part in enumerate(parts[:MOST_PARTS], 1):
        total += part.value
        if total >= candidate.value:
            return total == candidate.value and count > 1
    return False
