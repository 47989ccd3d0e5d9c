"""A session of a Streamlit server without a browser: what a page sends on its websocket, and is sent.

With it a test says exactly what a page would never say, and many visitors act at the same moment.
"""

import json
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
TOKEN = "_streamlit_xsrf="


@dataclass
class Session:
    """One websocket; `elements` and `said` are what the last run has sent, `query_string` where it led."""

    server: str
    socket: ClientConnection
    cookies: str = ""
    session_id: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    said: bytes = b""
    query_string: str = ""
    _answer: ForwardMsg = field(default_factory=ForwardMsg)

    def run(self, page: str = "", query: Mapping[str, str] | None = None, **widgets: Any) -> Self:
        """Have the script run with what is in the address and the states of widgets by their ids."""
        asked = BackMsg()
        self.query_string = asked.rerun_script.query_string = urlencode(query or {})
        if page in self.pages:
            asked.rerun_script.page_script_hash = self.pages[page]
        else:
            asked.rerun_script.page_name = page
        states: WidgetStates = widgets.get("states") or WidgetStates()
        asked.rerun_script.widget_states.CopyFrom(states)
        self.said = b""
        self.socket.send(asked.SerializeToString())
        while self._next() != "script_finished" or self._answer.script_finished == AGAIN:
            continue
        return self

    def upload(self, name: str, content: bytes) -> Any:
        """Put a file where the server says that it may be put; return what a widget's state says of it."""
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self.session_id
        self.socket.send(asked.SerializeToString())
        while self._next() != "file_urls_response":
            continue
        (places,) = self._answer.file_urls_response.file_urls
        put(self.server + places.upload_url, content, self.cookies, name)
        return places

    def ids(self, kind: str, key: str = "") -> list[str]:
        """Return the ids of the elements of a kind whose key holds a word, in order."""
        found = [getattr(each, kind).id for each in self.elements if each.WhichOneof("type") == kind]
        return [each for each in found if key in each]

    def words(self) -> str:
        """Return everything that the last run has sent, as text."""
        return self.said.decode("utf-8", "replace")

    def _next(self) -> str | None:
        told = self.socket.recv(timeout=SECONDS)
        self.said += bytes(told)  # type: ignore[arg-type]
        self._answer = ForwardMsg.FromString(bytes(told))  # type: ignore[arg-type]
        kind = self._answer.WhichOneof("type")
        if kind == "new_session":
            self.elements = []
            self.session_id = self._answer.new_session.initialize.session_id
        elif kind == "navigation":
            self.pages = {
                each.url_pathname: each.page_script_hash for each in self._answer.navigation.app_pages
            }
        elif kind == "page_info_changed":
            self.query_string = self._answer.page_info_changed.query_string
        elif kind == "delta" and self._answer.delta.WhichOneof("type") == "new_element":
            self.elements.append(self._answer.delta.new_element)
        return kind


@contextmanager
def session(server: str, cookies: str = "") -> Iterator[Session]:
    """Open a session at a server, as whoever has a browser's cookies.

    It has the token against forged requests: without it nobody is signed in, and nothing is uploaded.
    """
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=SECONDS) as health:
        given = [cookie.partition(";")[0] for cookie in health.headers.get_all("Set-Cookie") or []]
    if TOKEN not in cookies:
        cookies = "; ".join(filter(None, [cookies, *(each for each in given if each.startswith(TOKEN))]))
    address = server.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": cookies} if cookies else {}
    with connect(
        address,
        origin=server,  # type: ignore[arg-type]
        subprotocols=["streamlit", _token(cookies)],  # type: ignore[list-item]
        additional_headers=headers,
        max_size=None,
    ) as socket:
        yield Session(server, socket, cookies)


def put(address: str, content: bytes, cookies: str = "", name: str = "file") -> int:
    """Send a file to an address as the uploader does; return the answer's status.

    Raises:
        urllib.error.HTTPError: it was not taken.
    """
    boundary = "a-boundary-of-no-file"
    quoted = name.replace('"', "%22")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{quoted}"; filename="{quoted}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(address, data=body, method="PUT")
    request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    for header, value in {"Cookie": cookies, "X-Xsrftoken": _token(cookies)}.items():
        request.add_header(header, value)
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return int(answer.status)


def _token(cookies: str) -> str:
    """Return the token against forged requests; without one, what is no token."""
    found = [each.removeprefix(TOKEN) for each in cookies.split("; ") if each.startswith(TOKEN)]
    return found[0] if found else "none"


def pressed(button_id: str) -> WidgetStates:
    """Return the states of widgets when a button has just been pressed."""
    states = WidgetStates()
    states.widgets.add(id=button_id, trigger_value=True)
    return states


def dropped(uploader_id: str, *files: tuple[str, bytes, Any]) -> WidgetStates:
    """Return the states of widgets when files have just been dropped: name, content, place of each."""
    states = WidgetStates()
    state = states.widgets.add(id=uploader_id).file_uploader_state_value
    for name, content, places in files:
        info = state.uploaded_file_info.add(name=name, size=len(content), file_id=places.file_id)
        info.file_urls.CopyFrom(places)
    return states


def clicked(component_id: str, target: Mapping[str, Any]) -> WidgetStates:
    """Return the states of widgets when a component says that a link was clicked."""
    states = WidgetStates()
    event = json.dumps([{"event": "go", "value": dict(target)}])
    states.widgets.add(id=f"$$STREAMLIT_INTERNAL_KEY_{component_id}__events", json_trigger_value=event)
    return states
