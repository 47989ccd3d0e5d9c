"""A wire between a browser and a server that can be cut when a page sends something."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

CHUNK = 65536
LEAST = 64
"""How long what a page sends is at least; what only keeps a connection open is shorter."""


class Wire:
    """What is sent to `address` goes to the server, until it is cut; what is connected afterwards, too."""

    def __init__(self, server: str) -> None:
        self._server = (str(urlsplit(server).hostname), int(urlsplit(server).port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._cuts: bool | None = None
        self.was_cut = threading.Event()
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_at_next(self, *, arrives: bool) -> None:
        """Cut everything when a page sends something next: after it has arrived, or before."""
        self._cuts = arrives

    def close(self) -> None:
        """Take the wire away."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        """Carry both ways until both have ended: closing earlier would close what the other reads."""
        with near, suppress(OSError), socket.create_connection(self._server) as far:
            self._open += [near, far]
            back = threading.Thread(target=self._pump, args=(far, near, False), daemon=True)
            back.start()
            self._pump(near, far, True)
            back.join()

    def _pump(self, source: socket.socket, target: socket.socket, is_from_page: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(CHUNK):
                cuts = self._cuts if is_from_page and len(chunk) > LEAST else None
                if cuts is not False:
                    target.sendall(chunk)
                if cuts is not None:
                    self._cuts = None
                    self._cut()
                    self.was_cut.set()
        _hang_up(source, target)

    def _cut(self) -> None:
        _hang_up(*self._open)
        self._open.clear()


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
