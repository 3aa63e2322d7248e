"""Messages of the rules name columns and codes of files; here they name what the page shows."""

import re
from collections.abc import Mapping

# What a message quotes is the document's or the visitor's own and stays; a field or code of ours is a word.
_CODE = re.compile(r"“[^”]*”|(?<![A-Za-z0-9_])([a-z]+(?:_[a-z]+)*)(?![A-Za-z0-9_])(?: 列)?")
_BLANK = re.compile(r"(?<=”) (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) (?=“)")


def in_words(message: str, names: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """The message with each field by its name on the page, and each code in words."""

    def word(found: re.Match[str]) -> str:
        code = found[1]
        return f"“{names[code]}”" if code in names else codes.get(code, found[0])

    said = _CODE.sub(word, message).replace("=''", "为空").replace("”=", "”为")
    return _BLANK.sub("", said)
