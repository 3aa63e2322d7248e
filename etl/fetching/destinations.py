"""Where a request may go: public addresses of the web, unless the reader's own network is allowed."""

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from etl.fetching.trouble import NotFetched

SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Destination:
    """A request's address and the IP that it goes to: looked up once, so that what was checked is what is
    connected to, whatever the name says a moment later."""

    url: httpx.URL
    ip: str

    @property
    def request_url(self) -> httpx.URL:
        return self.url.copy_with(host=self.ip)

    @property
    def host_header(self) -> str:
        return self.url.netloc.decode("ascii").rpartition("@")[2]


def destination(address: str, *, own_network: bool) -> Destination:
    """Look the address up. Raises NotFetched where it is no web address or leads into the own network."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise NotFetched(f"不是网址：{address[:200]}") from error
    if url.scheme not in SCHEMES or not url.host:
        raise NotFetched(f"不是 http 或 https 的网址：{address[:200]}")
    try:
        found = socket.getaddrinfo(url.host, url.port or None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"找不到主机 {url.host}，请检查网址和网络", again=True) from error
    addresses = [str(entry[4][0]) for entry in found]
    if not own_network:
        for ip in addresses:
            if not ipaddress.ip_address(ip.partition("%")[0]).is_global:
                raise NotFetched(f"{url.host} 是内网或本机地址（{ip}），没有去取；确要取请加 --own-network")
    return Destination(url, addresses[0])
