"""A file into sheets of plain cells, read by a process of its own with limits (conventions.md X5).

A process reads one file and ends. It is a copy of one that waits, so that in a server the start of an
interpreter is no part of anybody's waiting. Killed, crashed or silent: that is an answer too.
"""

import atexit
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from pipelines.intake.reading.sandbox_process import SandboxProcess, program
from pipelines.receipts.problems import Problem, problem

Cell: TypeAlias = str | float | int | bool | date | None

MEMORY_BYTES = 512 * 1024 * 1024
WALL_SECONDS = 20.0


@dataclass(frozen=True)
class Sheet:
    """One sheet as it stands in the file: row 1 of the file is `rows[0]`."""

    name: str
    rows: list[list[Cell]]
    errors: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Reading:
    """What the sandbox could make of a file: sheets, or the problem that stopped it."""

    format: str | None = None
    sheets: tuple[Sheet, ...] = ()
    encoding: str = "utf-8"
    separator: str = ","
    counts_from_1904: bool = False
    problem: Problem | None = None


class Reader:
    """Reads hostile files, each in a process of its own; keeps one process waiting to make the next."""

    def __init__(
        self,
        wall_seconds: float = WALL_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
        code: str | None = None,
    ) -> None:
        self._wall_seconds = wall_seconds
        self._code = code or program(memory_bytes)
        self._waiting: SandboxProcess | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start the process that waits, if there is none."""
        with self._lock:
            if self._waiting is None:
                self._waiting = SandboxProcess(self._code)

    def read(self, content: bytes, name: str, caps: Mapping[str, int]) -> Reading:
        """Return the sheets of the file `content`; `name` is what its only sheet is called if it is text."""
        request = json.dumps({"name": name, "caps": dict(caps)}).encode()
        process = self._take()
        answer = b""
        try:
            answer = process.ask(request, content, self._wall_seconds)
        except TimeoutError:
            return Reading(problem=problem("reader_timed_out", seconds=int(self._wall_seconds)))
        finally:
            self._put_back(process, is_well=bool(answer))
        return _reading(answer)

    def close(self) -> None:
        """End the process that waits."""
        with self._lock:
            if self._waiting is not None:
                self._waiting.end()
                self._waiting = None

    def _take(self) -> SandboxProcess:
        with self._lock:
            process, self._waiting = self._waiting, None
        if process is not None and process.is_waiting:
            return process
        if process is not None:
            process.end()
        return SandboxProcess(self._code)

    def _put_back(self, process: SandboxProcess, *, is_well: bool) -> None:
        """Keep a process that answered; end one that did not, or that is one too many."""
        with self._lock:
            if is_well and self._waiting is None:
                self._waiting = process
                return
        process.end()


def _reading(answer: bytes) -> Reading:
    """Return what the sandbox answered; nothing that it says is taken for more than it is."""
    try:
        found: dict[str, Any] = json.loads(answer)
        if "refused" in found:
            return Reading(problem=_refusal(found["refused"], found["detail"]))
        return Reading(
            format=found["format"],
            sheets=tuple(_sheet(sheet) for sheet in found["sheets"]),
            encoding=found.get("encoding", "utf-8"),
            separator=found.get("separator", ","),
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
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in found["merged"]),
    )


def _cell(cell: str | float | int | bool | dict[str, str] | None) -> Cell:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


READER = Reader()
"""This process's reader."""

atexit.register(READER.close)
