"""What `identify` reads from the text alone, counted against what is known of the report."""

import pytest

from etl.engine.model import Document, ReportContext
from eval.identified import identified, same_agency
from tests.rules import ENGINE

WORK = "各项工作有序开展。" * 40


def test_each_field_counts_where_it_is_labelled_and_an_agency_where_it_is_named():
    known = ReportContext("云岭市青禾区水利局", "enforcement", 2024)
    named = Document(text="青禾区水利局2024年度行政执法工作报告\n" + WORK)
    unnamed = Document(text="全年检查河道30处。\n" + WORK)
    total = identified(ENGINE, [(named, known), (unnamed, known), (unnamed, ReportContext())])
    assert total.labelled == {"agency": 1, "kind": 2, "year": 2}
    assert total.right == {"agency": 1, "kind": 1, "year": 1}
    assert total.guessed == {"agency": 0, "kind": 1, "year": 0}
    assert total.line() == (
        "identify: agency 1 of 1 (100.0%); kind 1 of 2 (50.0%), 1 of 1 wrong marked; "
        "year 1 of 2 (50.0%), 0 of 1 wrong marked"
    )


@pytest.mark.parametrize(
    ("read", "known", "same"),
    [
        ("青禾区水利局", "云岭市青禾区水利局", True),
        ("云岭市青禾区水利局", "青禾区水利局", True),
        ("云岭市水利局", "云岭市财政局", False),
        ("", "云岭市财政局", False),
    ],
)
def test_a_name_may_lack_the_place_above_its_own(read, known, same):
    assert same_agency(read, known) is same
