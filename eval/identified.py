"""How often the text alone tells who reports, what kind of report it is and of which year."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.engine import Engine
from etl.engine.model import Document, ReportContext

FIELDS = ("agency", "kind", "year")
_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{1,20}?(?:自治区|自治州|自治县|新区|[省市区县旗州盟])(?=[\u4e00-\u9fff]{2})"
)


@dataclass(slots=True)
class Identified:
    """What was read right of what is labelled, by field; `guessed`: the wrong ones that are marked."""

    right: Counter[str] = field(default_factory=Counter)
    labelled: Counter[str] = field(default_factory=Counter)
    guessed: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """One line for the terminal: each field's right of labelled, and how many wrong ones are marked."""
        parts = []
        for name in FIELDS:
            right, labelled = self.right[name], self.labelled[name]
            share = f" ({right / labelled:.1%})" if labelled else ""
            marked = f", {self.guessed[name]} of {labelled - right} wrong marked" if labelled > right else ""
            parts.append(f"{name} {right} of {labelled}{share}{marked}")
        return "identify: " + "; ".join(parts)


def identified(engine: Engine, labelled: Iterable[tuple[Document, ReportContext]]) -> Identified:
    """Count over documents with what is known of each; an agency counts where the text names it."""
    total = Identified()
    for document, known in labelled:
        read = engine.identify(document)
        for name in FIELDS:
            said = getattr(known, name)
            if not said or (name == "agency" and not _names(document.text, said)):
                continue
            right = same_agency(read.agency, said) if name == "agency" else getattr(read, name) == said
            total.labelled[name] += 1
            total.right[name] += right
            total.guessed[name] += not right and name in read.guessed
    return total


def same_agency(read: str, known: str) -> bool:
    """Whether both are one name; either may lack the place above its own (云岭市|青禾区水利局)."""
    return bool(read) and (read.endswith(known) or known.endswith(read))


def _names(text: str, agency: str) -> bool:
    """Whether the text names the agency, with its place or without."""
    return agency in text or _PLACE.sub("", agency) in text
