"""What reports say beside their figures: sentences on meetings and duties that give documents their length.

A report of the country has some 3,600 characters (bench/rehearsal.py); one of the demonstration, written to
be read in one sitting, a quarter of that.
"""

from pathlib import Path
from random import Random

import yaml

from demo.paper import Line, Paper

WORDS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
# In characters. Most agencies write two pages, a few very many.
SHORTEST, MOST_OFTEN, LONGEST = 1_200, 2_600, 8_500
SENTENCES = range(3, 7)  # of a paragraph


def lengthen(paper: Paper, draw: Random) -> None:
    """Add paragraphs before the signature until the document has its length; no figure is added."""
    written = sum(len(block.text) for block in paper.blocks if isinstance(block, Line))
    missing = int(draw.triangular(SHORTEST, LONGEST, MOST_OFTEN)) - written
    added: list[Line] = []
    while missing > 0:
        added.append(Line("text", "".join(_sentence(draw) for _ in range(draw.choice(SENTENCES)))))
        missing -= len(added[-1].text)
    signs = (at for at, block in enumerate(paper.blocks) if isinstance(block, Line) and block.role == "sign")
    at = next(signs, len(paper.blocks))
    paper.blocks[at:at] = added


def _sentence(draw: Random) -> str:
    when, who, how, why = (draw.choice(WORDS[kind]) for kind in ("when", "who", "how", "why"))
    one, other = draw.sample(WORDS["what"], 2)
    if draw.random() < 0.5:
        return f"{when}，{who}{how}{one}，{why}。"
    return f"{when}，{who}{how}{one}，{draw.choice(WORDS['also'])}{draw.choice(WORDS['how'])}{other}，{why}。"
