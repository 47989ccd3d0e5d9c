"""The sandbox: a process that for each file makes a copy of itself, which reads the file and ends.

The first never sees a byte of a file. A copy takes on its limits, waits for one file on standard input and
writes one answer to standard output: JSON with the sheets, or with the code of a refusal. The copy is made
before its file is there, so that nobody waits for it.
"""

import json
import os
import resource
import struct
from typing import Any

from pipelines.intake.sandbox import archive, text, workbook
from pipelines.intake.sandbox.refusal import Refused

HEADER = struct.Struct(">II")
"""Before a file: the lengths of the request (JSON) and of the file."""

ANSWER = struct.Struct(">I")
"""Before an answer: its length."""

_DONE, _NO_MORE = 0, 1


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Keep a copy waiting for a file until there are no more, or until one did not end well."""
    while True:
        copy = os.fork()
        if copy == 0:
            _limit(memory_bytes, cpu_seconds)
            os._exit(_DONE if _answer_one() else _NO_MORE)
        _, status = os.waitpid(copy, 0)
        if status != _DONE:
            return


def _limit(memory_bytes: int, cpu_seconds: int) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _answer_one() -> bool:
    """Wait for a file and answer; say whether there was one."""
    header = _exactly(HEADER.size)
    if not header:
        return False
    request_length, content_length = HEADER.unpack(header)
    request = json.loads(_exactly(request_length))
    answer = json.dumps(
        _answer(_exactly(content_length), request), ensure_ascii=False, separators=(",", ":")
    ).encode("utf-8")
    left = memoryview(ANSWER.pack(len(answer)) + answer)
    while left:
        left = left[os.write(1, left) :]
    return True


def _exactly(length: int) -> bytes:
    """Return so many bytes of standard input, and not one more; nothing if it has ended."""
    pieces = []
    while length and (piece := os.read(0, length)):
        pieces.append(piece)
        length -= len(piece)
    return b"" if length else b"".join(pieces)


def _answer(content: bytes, request: dict[str, Any]) -> dict[str, Any]:
    try:
        return _read(content, request["name"], request["caps"])
    except Refused as refused:
        return {"refused": refused.code, "detail": refused.detail}
    except MemoryError:
        return {"refused": "reader_out_of_memory", "detail": {}}


def _read(content: bytes, name: str, caps: dict[str, int]) -> dict[str, Any]:
    kind = archive.kind_of(content)
    if kind == "zip":
        parts = archive.unpack(content, caps)
        return workbook.read(content, parts, archive.workbook_format(parts), caps)
    if kind == "text":
        return text.read(content, name, caps)
    raise Refused("not_a_workbook", kind="SQLite")
