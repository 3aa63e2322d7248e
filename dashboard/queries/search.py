"""A search text turned into a condition and a score: Chinese words cut by jieba, ranked by what matches.

Every blank-separated word must match: as it stands, or by at least half of the pieces that jieba cuts it
into, so that 重大事故隐患 also finds 重大隐患.
"""

import re
from dataclasses import dataclass, field

_TEXTS = (
    "f.label",
    "f.printed",
    "f.agency",
    "coalesce(i.name_zh, '')",
    "f.campaign",
    "f.sector",
    "f.part",
    "f.body",
)
_HAYSTACK = "concat_ws(' ', " + ", ".join(_TEXTS) + ")"


@dataclass(frozen=True)
class Search:
    """SQL over the aliases f (figure) and i (indicator). An empty text: no condition, score 0."""

    condition: str = ""
    condition_parameters: list = field(default_factory=list)
    score: str = "0"
    score_parameters: list = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "Search":
        words = text.split()
        if not words:
            return cls()
        conditions, condition_parameters, scores, score_parameters = [], [], [], []
        for word in words:
            parts = pieces(word)
            least = (len(parts) + 1) // 2
            matched = " + ".join([f"CAST(contains({_HAYSTACK}, ?) AS INTEGER)"] * len(parts))
            conditions.append(f"({matched}) >= {least}")
            condition_parameters += parts
            scores.append("8 * CAST(f.label = ? AS INTEGER) + 4 * CAST(contains(f.label, ?) AS INTEGER)")
            score_parameters += [word, word]
            for part in parts:
                scores.append(
                    f"2 * CAST(contains(f.label, ?) AS INTEGER) + CAST(contains({_HAYSTACK}, ?) AS INTEGER)"
                )
                score_parameters += [part, part]
        return cls(" AND ".join(conditions), condition_parameters, " + ".join(scores), score_parameters)


def pieces(word: str) -> list[str]:
    """The word cut by jieba, punctuation dropped; the word itself when nothing is left.

    >>> pieces("重大事故隐患")
    ['重大', '事故', '隐患', '事故隐患']
    """
    import jieba  # half a second and 90 MB: only a server that is searched pays for it

    jieba.setLogLevel("WARNING")
    found = [piece for piece in jieba.cut_for_search(word) if re.search(r"\w", piece)]
    longer = [piece for piece in found if len(piece) > 1 or piece.isdigit()]
    return list(dict.fromkeys(longer or found)) or [word]
