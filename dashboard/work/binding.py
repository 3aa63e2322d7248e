"""Is this server reachable from this machine alone? Asked of its own listening sockets, not of settings."""

import ipaddress
import os
import socket
import stat
from collections.abc import Iterator

# Where a process sees its own descriptors: Linux, then macOS.
_DESCRIPTORS = ("/proc/self/fd", "/dev/fd")
_bound: list[str] = []


def on_loopback_only() -> bool:
    """True when every socket on which this process listens is bound to 127.0.0.1 or ::1.

    False where it listens on another address or a UNIX socket (something stands in front of it then), or
    where the system does not let it see.
    """
    addresses = _listening()
    return bool(addresses) and all(map(is_loopback, addresses))


def is_loopback(host: str | None) -> bool:
    """Is this name or address that of the machine itself? Nothing is looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _listening() -> tuple[str, ...]:
    """The addresses listened on: a server binds them once, but some code runs before it has."""
    if not _bound:
        _bound.extend(_addresses())
    return tuple(_bound)


def _addresses() -> Iterator[str]:
    folder = next(filter(os.path.isdir, _DESCRIPTORS), None)
    for name in os.listdir(folder) if folder else ():
        try:
            copy = os.dup(int(name))
        except OSError:
            continue  # the descriptor by which the folder itself was read
        if not stat.S_ISSOCK(os.fstat(copy).st_mode):
            os.close(copy)
            continue
        with socket.socket(fileno=copy) as found:
            if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                address = found.getsockname()
                yield address[0] if isinstance(address, tuple) else "unix"
