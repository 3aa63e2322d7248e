"""What decides, beside the document, what is found in it: code, rules and the libraries that read."""

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from etl.engine.rulebook import Rulebook

ENGINE = Path(__file__).resolve().parent
LIBRARIES = ("lxml", "python-docx", "openpyxl", "pypdfium2", "xlrd", "PyYAML")
# What an indicator's file says to readers only.
TOLD = frozenset(
    ("name_zh", "name_en", "unit", "definition", "counts", "excludes", "examples", "counter_examples")
)


def fingerprint(rules: Rulebook) -> str:
    """Return a hash that changes exactly where the engine may find something else in a document."""
    return hashlib.sha256(f"{_code()}{json.dumps(_deciding(rules), ensure_ascii=False)}".encode()).hexdigest()


def _deciding(rules: Rulebook) -> dict:
    """The rules without what only explains them; in their order, which decides, too."""
    indicators = {
        name: {key: value for key, value in fields.items() if key not in TOLD}
        for name, fields in rules.content["indicators"].items()
    }
    return rules.content | {"indicators": indicators}


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for kind in ("*.py", "*.tsv") for path in ENGINE.rglob(kind)):
        digest.update(path.relative_to(ENGINE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
