"""A file into sheets of plain cells, read by a process of its own with limits (conventions.md X5).

A process reads one file and ends. The next one is started ahead, so that in a server its start is not
part of anybody's waiting. Killed, crashed or silent: that is an answer too.
"""

import atexit
import importlib.util
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from pipelines.intake.problems import Problem, problem
from pipelines.intake.sandbox.child import HEADER

Cell: TypeAlias = str | float | int | bool | date | None

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 20.0
ANSWER_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands in the file: row 1 of the file is `rows[0]`."""

    name: str
    rows: list[list[Cell]]
    errors: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False


@dataclass(frozen=True)
class Reading:
    """What the far side could make of a file: sheets, or the problem that stopped it."""

    format: str | None = None
    sheets: tuple[Sheet, ...] = ()
    encoding: str = "utf-8"
    counts_from_1904: bool = False
    problem: Problem | None = None


class Reader:
    """Reads hostile files, each in a fresh process; keeps the next process ready."""

    def __init__(
        self,
        wall_seconds: float = WALL_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
        program: str | None = None,
    ) -> None:
        self._wall_seconds = wall_seconds
        self._program = program or _program(memory_bytes)
        self._ready: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start the next process, if none stands ready."""
        with self._lock:
            if self._ready is None:
                self._ready = self._start()

    def read(self, content: bytes, name: str, caps: Mapping[str, int]) -> Reading:
        """Return the sheets of the file `content`; `name` is what its only sheet is called if it is text."""
        process = self._take()
        request = json.dumps({"name": name, "caps": dict(caps)}).encode()
        try:
            answer = _exchange(
                process, HEADER.pack(len(request), len(content)) + request, content, self._wall_seconds
            )
        except TimeoutError:
            return Reading(problem=problem("reader_timed_out", seconds=int(self._wall_seconds)))
        finally:
            _end(process)
        return _reading(answer)

    def close(self) -> None:
        """End the process that stands ready."""
        with self._lock:
            if self._ready is not None:
                _end(self._ready)
                self._ready = None

    def _take(self) -> subprocess.Popen[bytes]:
        with self._lock:
            process, self._ready = self._ready, None
        if process is not None and process.poll() is None:
            return process
        if process is not None:
            _end(process)
        return self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", self._program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            bufsize=0,
        )


def _program(memory_bytes: int) -> str:
    """Return the far side's program: where its modules are, and nothing else of this process."""
    project = Path(__file__).resolve().parent.parent.parent
    calamine = importlib.util.find_spec("python_calamine")
    assert calamine is not None
    assert calamine.origin is not None
    paths = [str(project), str(Path(calamine.origin).parent.parent)]
    return (
        f"import sys; sys.path += {paths!r}; from pipelines.intake.sandbox import child; "
        f"child.main({memory_bytes}, {CPU_SECONDS})"
    )


def _exchange(process: subprocess.Popen[bytes], header: bytes, content: bytes, seconds: float) -> bytes:
    """Send the file and return the answer, empty if the far side ended without one.

    Raises:
        TimeoutError: it took too long.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    deadline = time.monotonic() + seconds
    outgoing = [memoryview(header), memoryview(content)]
    pieces: list[bytes] = []
    size = 0
    os.set_blocking(process.stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        selector.register(process.stdin, selectors.EVENT_WRITE)
        while size <= ANSWER_BYTES:
            ready = selector.select(deadline - time.monotonic())
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                if key.fileobj is process.stdin:
                    if not _send(process, outgoing):
                        selector.unregister(process.stdin)
                        process.stdin.close()
                elif piece := os.read(process.stdout.fileno(), 1 << 20):
                    pieces.append(piece)
                    size += len(piece)
                else:
                    return b"".join(pieces)
    return b""


def _send(process: subprocess.Popen[bytes], outgoing: list[memoryview]) -> bool:
    """Send what the pipe takes now; say whether anything is left to send."""
    assert process.stdin is not None
    try:
        sent = os.write(process.stdin.fileno(), outgoing[0])
    except BrokenPipeError:
        return False
    outgoing[0] = outgoing[0][sent:]
    if not outgoing[0]:
        outgoing.pop(0)
    return bool(outgoing)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _reading(answer: bytes) -> Reading:
    """Return what the far side answered; nothing that it says is taken for more than it is."""
    try:
        found: dict[str, Any] = json.loads(answer)
        if "refused" in found:
            return Reading(problem=_refusal(found["refused"], found["detail"]))
        return Reading(
            format=found["format"],
            sheets=tuple(_sheet(sheet) for sheet in found["sheets"]),
            encoding=found.get("encoding", "utf-8"),
            counts_from_1904=found["counts_from_1904"],
        )
    except (ValueError, KeyError, TypeError):
        return Reading(problem=problem("reader_stopped"))


def _refusal(code: str, detail: dict[str, Any]) -> Problem:
    place = {key: detail.pop(key) for key in ("sheet", "row") if key in detail}
    return problem(code, sheet=place.get("sheet") or None, row=place.get("row"), **detail)


def _sheet(found: dict[str, Any]) -> Sheet:
    return Sheet(
        name=found["name"],
        rows=[[_cell(cell) for cell in row] for row in found["rows"]],
        errors=frozenset((row, column) for row, column in found["errors"]),
        hidden=found["hidden"],
    )


def _cell(cell: str | float | int | bool | dict[str, str] | None) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


READER = Reader()
"""This process's reader."""

atexit.register(READER.close)
