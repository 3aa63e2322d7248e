"""Random reviewers on one document, with the program changing under them: what must hold all the while."""

import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from etl.engine.codes import REASONS
from etl.engine.model import Extraction, Figure, Rejection, ReportContext
from etl.ledger import open_ledger
from etl.ledger.decisions import Desk, accept_all, decide, last_undoable, undo
from etl.ledger.errors import ConflictingDecision, InvalidDecision
from etl.ledger.intake import add_extraction
from etl.ledger.items import Choice
from etl.ledger.review import open_review
from tests.ledgers import bring

pytestmark = pytest.mark.slow

# Wherever one looks there is a number, so that places of decisions meet each other all the time.
TEXT = "1234567" * 6

# 甲 looks before each decision; the others decide on what they saw when they last looked.
people = st.sampled_from(["甲", "甲", "乙", "丙"])
picks = st.integers(0, 50)
actions = st.sampled_from(["accept", "edit", "reject", "promote"])


class Reviewers(RuleBasedStateMachine):
    """Three people, each of whom sees the review as it was when they last looked."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = open_ledger(str(Path(self.folder.name) / "ledger.sqlite"))
        self.report = bring(self.ledger, TEXT).id
        self.taken = 0
        self.another_engine_finds(1)
        self.seen = dict.fromkeys(["甲", "乙", "丙"], open_review(self.ledger, self.report))

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    @rule(who=people)
    def look(self, who) -> None:
        self.look_again(who)

    def look_again(self, who) -> None:
        self.seen[who] = open_review(self.ledger, self.report)

    @rule(who=people, action=actions, pick=picks, label=st.text("数字件次=", min_size=1, max_size=3))
    def decide_about_one(self, who, action, pick, label) -> None:
        item = self._picked(who, pick)
        fields = {"label": label} if action in ("edit", "promote") else {}
        reason = list(REASONS)[pick % len(REASONS)]
        self._decide(who, Choice(action, item.key, fields, reason))

    @rule(who=people, pick=picks, before=st.integers(0, 2), after=st.integers(-1, 2))
    def move_one(self, who, pick, before, after) -> None:
        item = self._picked(who, pick)
        place = {"start": item.start - before, "end": item.end + after}
        self._decide(who, Choice("edit", item.key, place | {"label": "移动"}))

    @rule(who=people, start=st.integers(-1, len(TEXT)), length=st.integers(0, 4))
    def add_one(self, who, start, length) -> None:
        self._decide(who, Choice("add", fields={"start": start, "end": start + length, "label": "补录"}))

    @rule(who=people, picked=st.lists(picks, max_size=5))
    def accept_several(self, who, picked) -> None:
        review = self.seen[who]
        keys = list(dict.fromkeys(review.items[pick % len(review.items)].key for pick in picked))
        try:
            taken, _ = accept_all(self.ledger, self.report, keys, who, review.revision)
            self.taken += len(taken)
        except InvalidDecision:
            pass  # what is refused changes nothing: the invariants say so

    @rule(who=people)
    def take_back_ones_last(self, who) -> None:
        review = open_review(self.ledger, self.report)
        last = last_undoable(review.decisions, who)
        if last is None:
            return
        try:
            undone = undo(self.ledger, self.report, last.id, who)
        except ConflictingDecision as conflict:
            assert conflict.other.id != last.id
            return
        self.taken += len(undone)
        now = {item.key: item for item in open_review(self.ledger, self.report).items}
        for decision in undone:
            before = decision.after
            if before and before["status"] == "reviewed":
                assert now[decision.key].fields["printed"] == before["printed"]

    @rule(seed=st.integers(0, 1000))
    def another_engine(self, seed) -> None:
        """The program finds other places and other meanings in the same text."""
        self.another_engine_finds(seed)

    def another_engine_finds(self, seed) -> None:
        before = {i.key: i for i in open_review(self.ledger, self.report).items if i.decision}
        with self.ledger.writing() as connection:
            found = found_by(random.Random(seed))
            add_extraction(connection, self.report, ReportContext(), found, f"engine {seed}", "丙")
            desk = Desk(connection, self.report)
            desk.close()
        after = {i.key: i for i in open_review(self.ledger, self.report).items if i.decision}
        assert {key: (i.status, i.fields) for key, i in before.items()} == {
            key: (i.status, i.fields) for key, i in after.items()
        }

    @precondition(lambda self: hasattr(self, "ledger"))
    @invariant()
    def figures_stand_in_the_text_and_never_overlap(self) -> None:
        review = open_review(self.ledger, self.report)
        figures = [item for item in review.items if item.status != "rejected"]
        for item in review.items:
            assert review.text[item.start : item.end] == item.fields["printed"]
        for one, other in zip(figures, figures[1:], strict=False):
            assert one.end <= other.start
        for item in review.items:
            if item.status == "rejected":
                assert not any(f.start < item.end and item.start < f.end for f in figures)
        assert len({item.key for item in review.items}) == len(review.items)

    @precondition(lambda self: hasattr(self, "ledger"))
    @invariant()
    def no_decision_is_lost_and_the_counts_are_true(self) -> None:
        review = open_review(self.ledger, self.report)
        assert [d.revision for d in review.decisions] == list(range(1, self.taken + 1))
        assert review.revision == self.taken
        assert review.report.reviewed == sum(item.status == "reviewed" for item in review.items)
        assert review.report.figures == sum(item.status != "rejected" for item in review.items)

    def _picked(self, who, pick):
        if who == "甲":
            self.look_again(who)
        items = self.seen[who].items
        return items[pick % len(items)]

    def _decide(self, who: str, choice: Choice) -> None:
        before = open_review(self.ledger, self.report)
        if who == "甲":
            self.seen[who] = before
        try:
            (taken,) = decide(self.ledger, self.report, [choice], who, self.seen[who].revision)
        except InvalidDecision:
            assert open_review(self.ledger, self.report) == before
            return
        except ConflictingDecision as conflict:
            assert conflict.other.revision > self.seen[who].revision  # they had not seen it
            assert open_review(self.ledger, self.report) == before
            return
        self.taken += taken.revision > before.revision


def found_by(dice: random.Random) -> Extraction:
    """Figures and rejections at random places of the text, in order and apart from each other."""
    figures, rejections, at = [], [], 0
    while (start := at + dice.randrange(5)) < len(TEXT) - 4:
        end = start + dice.randrange(1, 4)
        printed = TEXT[start:end]
        if dice.random() < 0.7:
            figures.append(Figure(start, end, printed, Decimal(printed), label="找到的"))
        else:
            rejections.append(Rejection(start, end, printed, "code"))
        at = end
    return Extraction(figures, rejections)


TestReviewers = Reviewers.TestCase
TestReviewers.settings = settings(max_examples=settings.default.max_examples // 10, stateful_step_count=40)
