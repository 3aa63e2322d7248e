"""A subject stands behind what leads up to it, and where nothing does at the beginning of its clause."""

import pytest

from etl.engine.prose.before import subject_at
from tests.rules import ENGINE


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("2024年，某局检查企业", "某局检查企业"),
        ("某局检查企业", "某局检查企业"),
        ("截至6月底，某局检查企业", "某局检查企业"),
        ("1. 截至6月底，某局检查企业", "1. 截至6月底，某局检查企业"),
        ("\n\u3000一是某局检查企业", "某局检查企业"),
        ("", ""),
    ],
)
def test_a_subject_begins_behind_what_leads_up_to_it(text, subject):
    assert text[subject_at(ENGINE.rulebook, text, 0) :] == subject


def test_nothing_is_looked_for_behind_the_end():
    assert subject_at(ENGINE.rulebook, "2024年，某局", 0, 4) == 0
    assert subject_at(ENGINE.rulebook, "，，某局", 1, 1) == 1
