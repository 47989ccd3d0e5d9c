"""Ports of the loopback address that nobody uses."""

import random
import socket


def free_ports(count: int) -> int:
    """Return the first of some ports in a row that nothing listens on now."""
    for _ in range(100):
        first = random.randrange(20000, 32000)
        if all(_is_free(first + number) for number in range(count)):
            return first
    raise RuntimeError("no ports in a row are free")


def free_port() -> int:
    """Return a port that nothing listens on now."""
    return free_ports(1)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
