"""A mail server on loopback that keeps what it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message as Letter
from socket import create_server

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.support.ports import free_port


class _Keep(Message):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []

    def handle_message(self, message: Letter) -> None:
        self.letters.append(message)


@contextmanager
def mailbox(port: int | None = None) -> Iterator[tuple[str, list[Letter]]]:
    """Give the address of a mail server, and the letters that it has taken so far."""
    kept = _Keep()
    port = port or free_port()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield f"127.0.0.1:{port}", kept.letters
    finally:
        server.stop()


@contextmanager
def silent(port: int) -> Iterator[None]:
    """Have a mail server at a port that takes every connection and never says a word."""
    with create_server(("127.0.0.1", port)):
        yield
