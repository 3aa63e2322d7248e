"""Which industries are the trade of an agency itself, and so none among others that it tells of."""

from etl.engine.rulebook import Rulebook, expression, headed, one_of

SECTOR = expression(one_of("sectors", "sectors"))
OWN_TRADES = headed("sectors", "own_trades")
OWN_BESIDE = headed("sectors", "own_beside")
TRADE_TOLD_OF = expression(
    rf"{one_of('sectors', 'sectors')}(?={one_of('sectors', 'things', 'field_words')}|行为|[立0-9])"
)


def own_trades(rules: Rulebook, name: str) -> frozenset[str]:
    """Return the industries that are the trade of the agency of this name."""
    told = [*rules[OWN_TRADES].items(), *rules[OWN_BESIDE].items()]
    found = {word for part, words in told if part in name for word in words}
    return frozenset(found | set(rules[SECTOR].findall(name)))


def told_beside(rules: Rulebook, name: str, text: str) -> frozenset[str]:
    """Return the trades of the agency that each limit, since its text tells of all of them side by side."""
    words = {word for part, words in rules[OWN_BESIDE].items() if part in name for word in words}
    told = set(rules[TRADE_TOLD_OF].findall(text)) if words else set()
    return frozenset(words) if words <= told else frozenset()
