"""Programs that may read what is not open to everyone: a name and the hash of a word that only they know."""

import hashlib
import hmac
import os
import re
import tomllib
from pathlib import Path

from etl.engine.errors import EnforcementCompareError

_HASH = re.compile(r"[0-9a-f]{64}")


class BadMachinesFile(EnforcementCompareError):
    """The file of machines cannot be used; until it can, no program is known."""


def machines_file() -> Path:
    """MACHINES_FILE, by default config/machines.toml."""
    return Path(os.environ.get("MACHINES_FILE", "config/machines.toml"))


def machine_of(word: str, path: Path | None = None) -> str | None:
    """The name of the program that knows `word`, None where no one does. Raises BadMachinesFile."""
    known = _read(path or machines_file())
    asked = hashlib.sha256(word.encode()).hexdigest()
    found = [name for name, of in known.items() if hmac.compare_digest(of, asked)]
    return found[0] if found and word else None


def _read(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadMachinesFile(f"程序名单 {path} 读不了（{error}），请改正，在此之前不认任何程序") from error
    for name, of in content.items():
        if not isinstance(of, str) or not _HASH.fullmatch(of):
            raise BadMachinesFile(f"程序名单 {path} 里的 {name} 应是 64 位十六进制的 SHA-256")
    return content
