"""May this request read? As the pages: everyone where viewers are everyone, else those who have signed in
and are listed, and the programs of config/machines.toml.
"""

import json
from collections.abc import Mapping

from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from dashboard.work.access import sign_in_configured
from dashboard.work.machines import BadMachinesFile, machine_of
from dashboard.work.roles import BadRolesFile, Role, role_of

SIGN_IN = "这里的数据只对名单上的人开放。请先在网页上登录，或由程序带上 Authorization: Bearer 口令"
NOT_LISTED = "{} 不在可以查看的名单上"


def refusal(request: Request) -> tuple[int, str] | None:
    """None where the request may read; else the status and, in Chinese, why not."""
    if not sign_in_configured():
        return None  # whoever reaches the server may look, as on the pages
    try:
        if role_of(None) >= Role.VIEWER:
            return None
        scheme, _, word = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and machine_of(word.strip()):
            return None
        address = signed_in_address(request.cookies)
        if address and role_of(address) >= Role.VIEWER:
            return None
    except (BadRolesFile, BadMachinesFile) as trouble:
        return 403, str(trouble)
    return (403, NOT_LISTED.format(address)) if address else (401, SIGN_IN)


def signed_in_address(cookies: Mapping[str, str]) -> str:
    """The address in Streamlit's cookie of sign-in, as signed by this server; empty where there is none that
    the identity provider vouches for. Sign-ins that have ended never come here: see serving.guard.
    """
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    content = get_cookie_with_chunks(one, AUTH_COOKIE_NAME)
    try:
        said = json.loads(content) if content else {}
    except ValueError:
        return ""
    address = said.get("email")
    vouched_for = said.get("is_logged_in") is True and said.get("email_verified") is True
    return address.strip() if vouched_for and isinstance(address, str) else ""
