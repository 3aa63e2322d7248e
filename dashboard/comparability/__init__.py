"""What may stand beside what, and how a mark says what limits it. Pure functions of marks.

A mark is any mapping with the columns of `queries.headlines` (a dict, a row of its DataFrame).
Nothing here asks the database or draws.
"""

from dashboard.comparability.badges import SCOPE_TEXT, Badge, badges, describe
from dashboard.comparability.compare import (
    ALONE,
    ANSWERS,
    Change,
    Standing,
    Verdict,
    before_of,
    may_compare,
    stand_together,
    year_on_year,
)
from dashboard.comparability.panels import Arrangement, Panel, Reach, arrange, foremost, reach
from dashboard.comparability.periods import FULL_YEAR, NEARLY_A_YEAR, period_text, same_stretch
from dashboard.comparability.rules import PUBLISHED_NOTICES
from dashboard.comparability.states import REASON_TEXT, STATE_TEXT, hidden_sentence

__all__ = [
    "ALONE",
    "ANSWERS",
    "FULL_YEAR",
    "NEARLY_A_YEAR",
    "PUBLISHED_NOTICES",
    "REASON_TEXT",
    "SCOPE_TEXT",
    "STATE_TEXT",
    "Arrangement",
    "Badge",
    "Panel",
    "Reach",
    "arrange",
    "Change",
    "Standing",
    "Verdict",
    "badges",
    "before_of",
    "describe",
    "foremost",
    "hidden_sentence",
    "may_compare",
    "period_text",
    "reach",
    "same_stretch",
    "stand_together",
    "year_on_year",
]
