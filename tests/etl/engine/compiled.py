"""Prints every regular expression that the program compiles, a line of JSON each: pattern, flags, where.

Run in a process of its own, before anything of the program is loaded: `python -m tests.etl.engine.compiled`.
All modules are loaded, the rules of data/ too, and the invented documents of the tests are read, so that what
is compiled when it is needed is among them.
"""

import importlib
import json
import pkgutil
import re._compiler
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = str(ROOT / "etl")
compiled: dict[tuple, str] = {}
_compile = re._compiler.compile


def note(pattern, flags=0):
    expression = _compile(pattern, flags)
    frame = sys._getframe(1)
    while "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    if frame.f_code.co_filename.startswith(PROGRAM) and isinstance(expression.pattern, str | bytes):
        where = f"{Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_lineno}"
        compiled.setdefault((expression.pattern, expression.flags), where)
    return expression


def main() -> None:
    re._compiler.compile = note
    import etl

    for module in pkgutil.walk_packages(etl.__path__, "etl."):
        if "__main__" not in module.name and "migrations" not in module.name:
            importlib.import_module(module.name)
    from etl.engine.errors import UnreadableDocument
    from etl.engine.reading import read_document
    from tests.rules import ENGINE

    ENGINE.prepare()
    for path in sorted((ROOT / "tests/documents").rglob("*")):
        if path.is_file():
            try:
                document = read_document(path)
            except UnreadableDocument:
                continue
            ENGINE.extract(document, ENGINE.identify(document))
    for (pattern, flags), where in compiled.items():
        of_bytes = isinstance(pattern, bytes)
        print(json.dumps([pattern.decode("latin-1") if of_bytes else pattern, of_bytes, flags, where]))


if __name__ == "__main__":
    main()
