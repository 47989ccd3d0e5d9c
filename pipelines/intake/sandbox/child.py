"""The process itself: limits first, then one file from standard input, one answer to standard output.

The answer is JSON: the sheets, or the code of a refusal. Whoever kills this process gets an answer too,
made by the parent.
"""

import json
import resource
import struct
import sys
from typing import Any

from pipelines.intake.sandbox import archive, text, workbook
from pipelines.intake.sandbox.refusal import Refused

HEADER = struct.Struct(">II")
"""Lengths of the two things that come in: the request (JSON) and the file."""


def main(memory_bytes: int, cpu_seconds: int) -> None:
    """Read one file within the limits and answer."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    header = sys.stdin.buffer.read(HEADER.size)
    if len(header) < HEADER.size:
        return
    request_length, content_length = HEADER.unpack(header)
    request = json.loads(sys.stdin.buffer.read(request_length))
    answer = _answer(sys.stdin.buffer.read(content_length), request)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    sys.stdout.buffer.flush()


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
