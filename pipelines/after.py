"""`python -m pipelines.after PORT COMMAND...`: wait until a port of this machine answers, then run that.

Dagster's daemon and pages look for the code that they run once, and again only a minute later.
"""

import os
import socket
import sys
import time

_SECONDS = 180


def wait_for(port: int) -> None:
    """Wait until something listens on a port of the loopback address.

    Raises:
        TimeoutError: nothing did in three minutes.
    """
    give_up = time.monotonic() + _SECONDS
    while time.monotonic() < give_up:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")


if __name__ == "__main__":
    wait_for(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])
