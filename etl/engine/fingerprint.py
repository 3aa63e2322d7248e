"""Content hashes: what the inputs of a build are, independent of time and place."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# The definitions that extraction works by; the code reads them, so they count as code.
RULES = ("lexicon", "indicators", "tables")


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def engine_version(data_folder: Path) -> str:
    """Return a hash of everything but the document that decides what extraction finds in it."""
    code = sorted((REPOSITORY / "etl").rglob("*.py")) + sorted((REPOSITORY / "etl").rglob("*.sql"))
    parts = _files(REPOSITORY, [*code, REPOSITORY / "requirements.txt"])
    for folder in dict.fromkeys([REPOSITORY / "data", data_folder.resolve()]):
        parts += _files(folder, _rule_files(folder))
    return _digest(parts)


def content_hash(data_folder: Path, documents: dict[str, str], engine: str) -> str:
    """Return the hash of a build's inputs: the data files, the documents at hand (report id -> SHA-256)
    and the engine."""
    figures = sorted((data_folder / "figures").glob("*.csv"))
    rates = sorted((data_folder / "rates").rglob("*.yml"))
    single = [path for name in ("corrections.yml", "stamp.txt") for path in data_folder.glob(name)]
    files = _files(data_folder, sorted(data_folder.glob("*.csv")) + single + figures + rates)
    files += _files(REPOSITORY, sorted((REPOSITORY / "data" / "derivation").glob("*.yml")))
    return _digest([engine, *files, *(f"{name} {sha}" for name, sha in sorted(documents.items()))])


def _rule_files(folder: Path) -> list[Path]:
    found = (path for rules in RULES for path in (folder / rules).rglob("*"))
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def _files(root: Path, paths: Iterable[Path]) -> list[str]:
    return [f"{path.relative_to(root).as_posix()} {file_sha256(path)}" for path in paths]


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
