"""Who may do what: the file of roles, by e-mail address. Nothing here imports Streamlit."""

import os
import tomllib
from enum import IntEnum
from pathlib import Path

from etl.engine.errors import EnforcementCompareError

EVERYONE = "*"


class Role(IntEnum):
    """Each may do what the ones before it may do."""

    NOBODY = 0
    VIEWER = 1
    REVIEWER = 2
    PUBLISHER = 3


NAMES = {Role.NOBODY: "无权限", Role.VIEWER: "查看者", Role.REVIEWER: "审核员", Role.PUBLISHER: "发布者"}


class BadRolesFile(EnforcementCompareError):
    """The file of roles cannot be used; until it can, nobody has a role."""


def roles_file() -> Path:
    """ROLES_FILE, by default config/roles.toml."""
    return Path(os.environ.get("ROLES_FILE", "config/roles.toml"))


def role_of(address: str | None, path: Path | None = None) -> Role:
    """The role of an e-mail address; of someone who has not signed in where it is None or empty.

    Without a file everyone is a viewer. Raises BadRolesFile.
    """
    listed = _read(path or roles_file())
    for role in (Role.PUBLISHER, Role.REVIEWER):
        if address and any(_covers(entry, address) for entry in listed.get(role, ())):
            return role
    viewers = listed.get(Role.VIEWER, (EVERYONE,))
    if EVERYONE in viewers or address and any(_covers(entry, address) for entry in viewers):
        return Role.VIEWER
    return Role.NOBODY


def _covers(entry: str, address: str) -> bool:
    entry, address = entry.strip().casefold(), address.strip().casefold()
    if entry.startswith("@"):
        return address.count("@") == 1 and address.endswith(entry)
    return entry == address


def _read(path: Path) -> dict[Role, list[str]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadRolesFile(f"权限文件 {path} 读不了（{error}），请改正，在此之前谁也没有权限") from error
    known = {role.name.lower(): role for role in Role if role is not Role.NOBODY}
    for name, entries in content.items():
        if name not in known:
            raise BadRolesFile(f"权限文件 {path} 里的“{name}”不是角色，请写 viewer、reviewer 或 publisher")
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            raise BadRolesFile(f'权限文件 {path} 里的 {name} 应是邮箱地址的列表，如 ["a@example.org"]')
        if known[name] > Role.VIEWER and EVERYONE in entries:
            raise BadRolesFile(f"权限文件 {path} 里的 {name} 不能写“*”：{NAMES[known[name]]}必须逐个列出")
    return {known[name]: entries for name, entries in content.items()}
