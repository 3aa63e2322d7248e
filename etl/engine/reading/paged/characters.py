"""Characters that fonts of paged documents name for others."""

import re
import unicodedata

_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# Radicals of one shape with a character that Unicode does not fold into it.
_SHAPES = (
    "⺒巳⺜日⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺶羊⺼肉⻁虎⻃西⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻯竜⻰龙⻳龟"
)
_HYPHENS = ("\u2010", "\u2011")  # TeX sets the one for the sign of a number
_FOLDED = str.maketrans(dict(zip(_SHAPES[::2], _SHAPES[1::2], strict=True)))


def folded(text: str) -> str:
    """Radicals (⽔) as the characters that they stand for (水), hyphens as the sign of a number."""
    if text in _HYPHENS:
        return "-"
    if not _RADICAL.match(text):
        return text
    plain = unicodedata.normalize("NFKC", text.translate(_FOLDED))
    return plain if len(plain) == 1 else text
