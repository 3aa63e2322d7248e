"""Every code is said once, in both languages, and alike for people and for the type checker."""

from typing import get_args

import pytest

from etl.engine import codes

TABLES = {
    "APPROX": codes.Approx,
    "MEASURES": codes.Measure,
    "SCOPES": codes.Scope,
    "WHOLES": codes.Whole,
    "REPORT_KINDS": codes.ReportKind,
    "EXTENTS": codes.Extent,
    "LEVELS": codes.Level,
    "STATUSES": None,
    "REASONS": None,
}


@pytest.mark.parametrize(("name", "ids"), TABLES.items(), ids=str)
def test_a_table_of_codes_has_each_id_with_both_languages(name, ids):
    table = getattr(codes, name)
    assert ids is None or tuple(table) == get_args(ids)
    assert all(words.zh and words.en for words in table.values())
    assert len({words.zh for words in table.values()}) == len(table)


def test_no_other_table_of_codes_stands_in_the_module():
    tables = {name for name, value in vars(codes).items() if isinstance(value, dict) and name.isupper()}
    assert tables == set(TABLES)
