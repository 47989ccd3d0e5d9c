"""A mail server on loopback that keeps what it is sent."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message as Letter

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message


class _Keep(Message):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []

    def handle_message(self, message: Letter) -> None:
        self.letters.append(message)


@contextmanager
def mailbox() -> Iterator[tuple[str, list[Letter]]]:
    """Give the address of a mail server, and the letters that it has taken so far."""
    kept = _Keep()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield f"127.0.0.1:{port}", kept.letters
    finally:
        server.stop()
