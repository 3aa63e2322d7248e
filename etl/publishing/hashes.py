"""Content hashes: what the inputs of a build are, independent of time and place."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOMS = Path(__file__).resolve().parents[1]
DECIDING = (
    "data",
    "importing",
    "ledger",
    "published",
    "publishing",
    "scaling",
)  # rooms whose code decides what is published
DEFINITIONS = (
    "derivation/*.yml",
    "rates/*.yml",
    "search/*.yml",
    "indicators/*.yml",
    "figures/*.csv",
    "*.csv",
)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_hash(data_folder: Path, documents: dict[str, str], engine: str) -> str:
    """Return the hash of a build's inputs: the data files, the documents at hand (report id -> SHA-256), the
    engine's fingerprint, and the code that makes a published file of them."""
    code = [path for room in DECIDING for kind in ("*.py", "*.sql") for path in (ROOMS / room).rglob(kind)]
    names = (*DEFINITIONS, "corrections.yml", "stamp.txt")
    data = [path for name in names for path in sorted(data_folder.glob(name))]
    read = [f"{name} {sha}" for name, sha in sorted(documents.items())]
    return _digest([engine, *_files(ROOMS, sorted(code)), *_files(data_folder, data), *read])


def _files(root: Path, paths: Iterable[Path]) -> list[str]:
    return [f"{path.relative_to(root).as_posix()} {file_sha256(path)}" for path in paths]


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
