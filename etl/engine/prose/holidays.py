"""Holidays, which limit figures as campaigns do."""

from etl.engine.matches import last
from etl.engine.model import ReportContext
from etl.engine.prose.periods import covers_days
from etl.engine.rulebook import Rulebook, expression, one_of, word_set

HOLIDAYS = word_set("campaigns", "holidays")
DAYS_OFF = word_set("campaigns", "days_off")
HOLIDAY = expression(rf"({one_of('campaigns', 'holidays')})[”\"]?(?:节日?|假期|假日|期间|前后|小长假){{1,4}}")


def names_holiday(rules: Rulebook, sentence: str, context: ReportContext) -> bool:
    """Return whether a sentence names a holiday; in a report on that holiday alone none is told apart."""
    return rules[HOLIDAY].search(sentence) is not None and not covers_days(context)


def holiday_in(rules: Rulebook, text: str) -> str:
    """Return the last holiday that `text` names, else ""."""
    holiday = last(rules[HOLIDAY].finditer(text))
    return holiday[1] + "假期" * (holiday[1] in rules[DAYS_OFF]) if holiday else ""
