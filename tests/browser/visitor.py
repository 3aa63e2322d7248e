"""A visitor without a browser, who may send what no browser would."""

import http.client
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from urllib.parse import urljoin, urlsplit

import httpx
from google.protobuf.text_format import MessageToString
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 30
BOUNDARY = "boundary"


class Visitor:
    """One open page of the server at `address`; use it in a `with`.

    `signed_in`: the cookies of a browser in which somebody has signed in, as Playwright gives them.
    """

    def __init__(
        self, address: str, origin: str | None = "", signed_in: Iterable[Mapping] = (), **headers: str
    ) -> None:
        self.address = address
        origin = address if origin == "" else origin
        self._cookie = "; ".join(f"{each['name']}={each['value']}" for each in signed_in) or _cookie(address)
        self._open = ExitStack()
        connection = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream", origin=origin, max_size=None,
            additional_headers={"Cookie": self._cookie} | headers, open_timeout=PATIENCE, proxy=None,
            subprotocols=["streamlit", *_token(self._cookie)],
        )  # fmt: skip
        self.socket = self._open.enter_context(connection)
        self.session = self.script = ""
        self.page: list[ForwardMsg] = []

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_exception) -> None:
        self._open.close()

    def open(self, page: str = "", query: str = "") -> list[ForwardMsg]:
        """Have a page drawn; what it is made of."""
        ask = BackMsg()
        ask.rerun_script.page_name = page
        ask.rerun_script.query_string = query
        self.socket.send(ask.SerializeToString())
        self.page = self.until("script_finished")
        return self.page

    def read(self, page: str = "", query: str = "") -> str:
        """Have a page drawn; all that it says."""
        return said_by(self.open(page, query))

    def press(self, label: str) -> list[ForwardMsg]:
        """Press the button that says so on the page that was opened last; what comes of it."""
        buttons = [message.delta.new_element.button for message in self.page]
        ask = BackMsg()
        pressed = ask.rerun_script.widget_states.widgets.add()
        ask.rerun_script.page_script_hash = self.script
        pressed.id, pressed.trigger_value = next(one.id for one in buttons if one.label == label), True
        self.socket.send(ask.SerializeToString())
        return self.until("script_finished")

    def until(self, kind: str) -> list[ForwardMsg]:
        """Everything up to a message of this kind."""
        found = []
        while not found or found[-1].WhichOneof("type") != kind:
            found.append(ForwardMsg.FromString(self.socket.recv(PATIENCE)))
            if found[-1].WhichOneof("type") == "new_session":
                self.session = found[-1].new_session.initialize.session_id
                self.script = found[-1].new_session.page_script_hash
        return found

    def upload(self, content: bytes, name: str = "file") -> int:
        """Send a file as the page 导入 does; the status of the answer."""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": self._cookie,
            "X-Xsrftoken": self._cookie.partition("=")[2],
        }
        return answer_of(self.address, "PUT", f"/_stcore/upload_file/{self.session}/{name}", body, **headers)


def said_by(messages: Iterable[ForwardMsg]) -> str:
    """All that is said in them."""
    return "\n".join(MessageToString(message, as_utf8=True) for message in messages)


def sign_in(address: str, person: str) -> list[dict]:
    """Sign in with a provider that takes everybody's word; the cookies, as Playwright takes them."""
    with Visitor(address) as visitor, httpx.Client(follow_redirects=True, trust_env=False) as browser:
        visitor.open()
        leads = [message.auth_redirect.url for message in visitor.press("登录")]
        browser.get(f"{address}/_stcore/health")  # gives what must be repeated when the page is opened
        asked = browser.get(urljoin(address, next(filter(None, leads))))
        browser.post(asked.url, data={"sub": person}).raise_for_status()
        return [{"name": name, "value": value, "url": address} for name, value in browser.cookies.items()]


def answer_of(address: str, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
    """The status of the answer to one request; 0 where the server hangs up instead."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        return 0
    finally:
        connection.close()


def _token(cookie: str) -> list[str]:
    """What Streamlit's client repeats from its cookies, so that those of sign-in count."""
    pairs = (pair.partition("=") for pair in cookie.split("; "))
    return [value.strip('"') for name, _, value in pairs if name.endswith("_xsrf")]


def _cookie(address: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.request("GET", "/_stcore/health")
    cookie = connection.getresponse().getheader("Set-Cookie").partition(";")[0]
    connection.close()
    return cookie
