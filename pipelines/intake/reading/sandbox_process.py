"""Talking to the sandbox: starting its process, sending a file, taking the answer, ending it in time."""

import importlib.util
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipelines.intake.sandbox.child import ANSWER, HEADER
from pipelines.settings import PROJECT

CPU_SECONDS = 10
ANSWER_BYTES = 256 * 1024 * 1024
"""The longest answer that is listened to."""

_PIECE = 1 << 20


@cache
def program(memory_bytes: int) -> str:
    """Return the sandbox's program: where its modules are, and nothing else of this process."""
    calamine = importlib.util.find_spec("python_calamine")
    assert calamine is not None
    assert calamine.origin is not None
    paths = [str(PROJECT), str(Path(calamine.origin).parent.parent)]
    return (
        f"import sys; sys.path += {paths!r}; from pipelines.intake.sandbox import child; "
        f"child.main({memory_bytes}, {CPU_SECONDS})"
    )


class SandboxProcess:
    """One process that waits for files; each is read by a copy of it."""

    def __init__(self, code: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            bufsize=0,
            start_new_session=True,
        )

    @property
    def is_waiting(self) -> bool:
        """Say whether the process is still there."""
        return self._process.poll() is None

    def ask(self, request: bytes, content: bytes, seconds: float) -> bytes:
        """Return the answer to a file, empty if the sandbox ended without one.

        Raises:
            TimeoutError: it took too long.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        incoming, outgoing = self._process.stdout.fileno(), self._process.stdin.fileno()
        deadline = time.monotonic() + seconds
        left = [memoryview(HEADER.pack(len(request), len(content)) + request), memoryview(content)]
        answer = bytearray()
        os.set_blocking(outgoing, False)
        with selectors.DefaultSelector() as selector:
            selector.register(incoming, selectors.EVENT_READ)
            selector.register(outgoing, selectors.EVENT_WRITE)
            while not _is_whole(answer):
                ready = selector.select(deadline - time.monotonic())
                if not ready:
                    raise TimeoutError
                for key, _ in ready:
                    if key.fd == outgoing:
                        if not _send(outgoing, left):
                            selector.unregister(outgoing)
                    elif not _take(incoming, answer):
                        return b""
        return bytes(answer[ANSWER.size :])

    def end(self) -> None:
        """End the process and whatever it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _is_whole(answer: bytearray) -> bool:
    if len(answer) < ANSWER.size:
        return False
    length: int = ANSWER.unpack_from(answer)[0]
    return len(answer) >= ANSWER.size + length


def _take(incoming: int, answer: bytearray) -> bool:
    """Add what has arrived to the answer; say whether there may be more."""
    piece = os.read(incoming, _PIECE)
    answer += piece
    return len(piece) > 0 and len(answer) <= ANSWER_BYTES


def _send(outgoing: int, left: list[memoryview]) -> bool:
    """Send what the pipe takes now; say whether anything is left to send."""
    try:
        sent = os.write(outgoing, left[0])
    except BrokenPipeError:
        return False
    left[0] = left[0][sent:]
    if not left[0]:
        left.pop(0)
    return bool(left)
