"""A wire between a browser and a server that can be cut when a page sends something."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

CHUNK = 65536
LEAST = 64
"""How long what a page sends is at least; what only keeps a connection open is shorter."""

When: TypeAlias = Literal["before it arrived", "after it arrived", "as the answer began"]


class Wire:
    """What is sent to `address` goes to the server, until it is cut; what is connected afterwards, too."""

    def __init__(self, server: str) -> None:
        self._server = (str(urlsplit(server).hostname), int(urlsplit(server).port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._cuts: When | None = None
        self._answers: socket.socket | None = None
        self.was_cut = threading.Event()
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at_next(self, when: When) -> None:
        """Cut everything when a page sends something next on its websocket, or is first answered."""
        self._cuts = when

    def close(self) -> None:
        """Take the wire away."""
        self._listener.close()
        self._hang_up_all()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        """Carry both ways until both have ended: closing earlier would close what the other reads."""
        with near, suppress(OSError), socket.create_connection(self._server) as far:
            self._open += [near, far]
            back = threading.Thread(target=self._answer, args=(far, near), daemon=True)
            back.start()
            self._ask(near, far)
            back.join()

    def _ask(self, near: socket.socket, far: socket.socket) -> None:
        is_websocket = False
        with suppress(OSError):
            while chunk := near.recv(CHUNK):
                cuts = self._cuts if is_websocket and len(chunk) > LEAST else None
                is_websocket = is_websocket or b"\r\nupgrade: websocket\r\n" in chunk.lower()
                if cuts == "as the answer began":
                    self._cuts, self._answers = None, far
                if cuts != "before it arrived":
                    far.sendall(chunk)
                if cuts in ("before it arrived", "after it arrived"):
                    self._cuts = None
                    self._cut()
        _hang_up(near, far)

    def _answer(self, far: socket.socket, near: socket.socket) -> None:
        first = b""
        with suppress(OSError):
            while chunk := far.recv(CHUNK):
                if self._answers is not far:
                    near.sendall(chunk)
                elif length := _length(first := first + chunk):
                    near.sendall(first[:length])
                    self._cut()
        _hang_up(near, far)

    def _cut(self) -> None:
        self._hang_up_all()
        self.was_cut.set()

    def _hang_up_all(self) -> None:
        _hang_up(*self._open)
        self._open.clear()


def _length(data: bytes) -> int | None:
    """Return how long the first frame of what a websocket's server sends is; None while it is not whole.

    As RFC 6455, 5.2 has it: the server's frames are not masked.
    """
    more = {126: 2, 127: 8}.get(data[1] & 127, 0) if len(data) > 1 else 0
    if len(data) < 2 + more:
        return None
    length = 2 + more + (int.from_bytes(data[2 : 2 + more]) if more else data[1] & 127)
    return length if len(data) >= length else None


def _hang_up(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def wire(server: str) -> Iterator[Wire]:
    """Put a wire in front of a server."""
    line = Wire(server)
    try:
        yield line
    finally:
        line.close()
