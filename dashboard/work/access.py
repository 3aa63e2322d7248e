"""Who the visitor is and what they may do. Functions that act ask `acting` first: it gives their name.

With sign-in configured (section [auth] of .streamlit/secrets.toml) the role goes by e-mail address, see
work.roles. Without it, whoever sits at this machine may do all, and nobody else may do more than look.
"""

import getpass
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.work.binding import is_loopback, on_loopback_only
from dashboard.work.roles import NAMES, BadRolesFile, Role, role_of, roles_file
from dashboard.work.signed_out import SIGNED_OUT
from etl.engine.errors import EnforcementCompareError

# What a reverse proxy adds: the visitor behind it is not at this machine, whatever the connection says.
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via")
SIGN_IN_FIRST = "请先登录"
ELSEWHERE = (
    "没有配置登录，导入、审核和发布只对本机使用者开放。"
    "请在运行本程序的机器上用 http://127.0.0.1 打开，或由管理员配置登录（见 README）"
)


class AccessDenied(EnforcementCompareError):
    """The visitor may not do this; the message is Chinese and says why."""


@dataclass(frozen=True)
class Visitor:
    """`name` stands in the record of decisions; `why` says why they may do no more than they may."""

    role: Role
    name: str = ""
    why: str = ""

    def may(self, needed: Role) -> bool:
        return self.role >= needed


def visitor() -> Visitor:
    """Who is looking at the page now."""
    if not sign_in_configured():
        if not _at_this_machine():
            return Visitor(Role.VIEWER, why=ELSEWHERE)
        return Visitor(Role.PUBLISHER, name=f"{getpass.getuser()}（本机）")
    address = _signed_in_address()
    try:
        role = role_of(address)
    except BadRolesFile as trouble:
        return Visitor(Role.NOBODY, address or "", str(trouble))
    if not address:
        return Visitor(role, why=SIGN_IN_FIRST)
    why = f"{address} 的角色是{NAMES[role]}，需要更多权限请联系管理员（{roles_file().name}）"
    return Visitor(role, address, "" if role is Role.PUBLISHER else why)


def acting(needed: Role) -> str:
    """The name under which the visitor acts. Raises AccessDenied where they may not."""
    found = visitor()
    if not found.may(needed):
        raise AccessDenied(found.why)
    return found.name


def sign_in_configured() -> bool:
    """Is there a section [auth]? Then nobody counts as the local user any more.

    A file that cannot be read counts as one that has it: a slip in it must not open the doors.
    """
    if not any(Path(path).exists() for path in st.get_option("secrets.files")):
        return False  # asked of st.secrets, that takes 5 ms each time
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return True


def is_signed_in() -> bool:
    """Has the visitor signed in, and not out again since, here or in another tab?"""
    signed_in = sign_in_configured() and st.user.get("is_logged_in") is True
    return signed_in and not SIGNED_OUT.holds(st.context.cookies)


def _signed_in_address() -> str | None:
    """The address that the provider vouches for, None where it does not: where it says nothing of that, or
    gives something else than one address."""
    address = st.user.get("email") if is_signed_in() else None
    if isinstance(address, str) and st.user.get("email_verified") is True:
        return address.strip() or None
    return None


def _at_this_machine() -> bool:
    """Does the visitor sit at this machine, at a server that nobody else can reach?

    The connection must come from here, to here, under a name of this machine (a foreign name that leads
    here is an attack by DNS), from a page of this server, and not through a proxy.
    """
    if os.environ.get("LOCAL_USER", "").casefold() == "off" or not on_loopback_only():
        return False
    headers = st.context.headers
    host = headers.get("Host", "")
    if not is_loopback(urlsplit(f"//{host}").hostname) or any(name in headers for name in _FORWARDED):
        return False
    origin = headers.get("Origin")
    return st.context.ip_address is None and (origin is None or urlsplit(origin).netloc == host)
