"""What a document calls by one agency's name, and what speaks for its being the author."""

from dataclasses import dataclass, field

OF_COUNTRY = ("中国", "国家", "全国“")
# What speaks for a name, and the code of what is guessed where nothing better does; the first is the best.
EVIDENCE = {
    "title": (40, ""),
    "area": (15, "agency_area"),
    "speaker": (1, "agency_speaker"),
    "signature": (10, ""),
    "byline": (9, ""),
    "own": (8, ""),
    "subject": (4, ""),
    "publisher": (6, "agency_publisher"),
    "reviews": (1.8, "agency_area"),
    "told": (4, "agency_news"),
    "source": (2, "agency_source"),
    "crumb": (1.5, "agency_crumb"),
    "mention": (1, "agency_mention"),
    "row": (0.5, "agency_row"),
    "other": (-3, "agency_mention"),
    "above": (-6, "agency_mention"),
}

NAMED_IN_PASSING = ("agency_mention", "agency_row")  # the codes of what nothing better speaks for
IN_PASSING = frozenset(("mention", "other", "above"))
PROVEN = frozenset(("title", "area", "signature", "byline", "own", "publisher"))


@dataclass(slots=True)
class Candidate:
    """All that a document calls by one agency's name, short and full, with what speaks for it."""

    names: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    weight: float = 0

    def add(self, name: str, evidence: str) -> None:
        if name not in self.names:
            self.names.append(name)
        # The same evidence again says little more; that it is another's, at most twice.
        seen = self.evidence.count(evidence)
        self.weight += EVIDENCE[evidence][0] * (1 if seen == 0 else 0.25 if seen < 5 else 0)
        self.evidence.append(evidence)

    @property
    def is_national(self) -> bool:
        """Whether it is a body of the whole country, which news quote beside the one that they tell of."""
        return self.names[0].startswith(OF_COUNTRY)

    @property
    def is_passing_government(self) -> bool:
        """Whether it is a government that nothing proves to report: a bureau tells what it decided."""
        return self.names[0].endswith("政府") and PROVEN.isdisjoint(self.evidence)

    @property
    def guess(self) -> str:
        """The code of the best evidence."""
        return EVIDENCE[next(each for each in EVIDENCE if each in self.evidence)][1]
