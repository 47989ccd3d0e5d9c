"""Opening a stranger's SQLite file: read-only, immutable, nothing in it executed, and only for so long.

The header is read by hand first, so that a file which only looks like SQLite never reaches the library. On
the connection, an authoriser refuses everything but plain reads, and a progress handler keeps the time.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from pipelines.taguette.limits import Deadline, Limits
from pipelines.taguette.problems import UnreadableExport

MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_UTF_8 = 1
_ROLLBACK_JOURNAL = b"\x01\x01"
_FIXED = b"\x00\x40\x20\x20"
_READABLE_PRAGMAS = frozenset({"table_xinfo", "quick_check"})
_STEPS_BETWEEN_CHECKS = 10_000

_CAPS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 10,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def check_header(path: Path, limits: Limits) -> None:
    """Refuse what is not one whole SQLite file of UTF-8 text, before SQLite sees it.

    Raises:
        UnreadableExport: `empty_file`, `too_large`, `wrong_format`, `truncated`, `live_database`, `damaged`.
    """
    size = limits.check_size(path)
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if not header.startswith(MAGIC[: len(header)]) or len(header) < len(MAGIC):
        raise UnreadableExport("wrong_format", format="unknown")
    expected = _expected_bytes(header)
    if size < expected:
        raise UnreadableExport("truncated", bytes=size, expected=expected)
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise UnreadableExport("live_database")
    if size > expected or header[20:24] != _FIXED or int.from_bytes(header[56:60], "big") != _UTF_8:
        raise UnreadableExport("damaged")


def _expected_bytes(header: bytes) -> int:
    """Return how many bytes the header promises; at least one more than there are when it is cut itself."""
    if len(header) < _HEADER_BYTES:
        return _HEADER_BYTES
    page_bytes = int.from_bytes(header[16:18], "big")
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    pages = int.from_bytes(header[28:32], "big")
    if pages == 0 or page_bytes < 512 or page_bytes & (page_bytes - 1):
        raise UnreadableExport("damaged")
    return page_bytes * pages


@contextmanager
def opened(path: Path, limits: Limits, deadline: Deadline) -> Iterator[sqlite3.Connection]:
    """Give a connection that can read the tables of the file at `path`, and do nothing else.

    Raises:
        UnreadableExport: what `check_header` refuses, and whatever SQLite objects to while it is used.
    """
    check_header(path, limits)
    with _explained(limits, deadline):
        connection = sqlite3.connect(
            f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        try:
            _lock_down(connection, limits, deadline)
            yield connection
        finally:
            connection.close()


def _lock_down(connection: sqlite3.Connection, limits: Limits, deadline: Deadline) -> None:
    for cap, value in _CAPS.items():
        connection.setlimit(cap, value)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.value_bytes)
    for pragma in ("trusted_schema = off", "query_only = on", "cell_size_check = on", "mmap_size = 0"):
        connection.execute(f"pragma {pragma}")
    connection.set_authorizer(_only_reads)
    connection.set_progress_handler(lambda: deadline.is_over, _STEPS_BETWEEN_CHECKS)


def _only_reads(
    action: int, first: str | None, second: str | None, base: str | None, inner: str | None
) -> int:
    """Allow a plain read that no view or trigger asked for, and two pragmas that describe the file."""
    if inner is not None:
        return sqlite3.SQLITE_DENY
    if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _READABLE_PRAGMAS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@contextmanager
def _explained(limits: Limits, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise UnreadableExport("took_too_long", seconds=deadline.seconds) from None
        if code == sqlite3.SQLITE_TOOBIG or isinstance(error, sqlite3.DataError):
            raise UnreadableExport("too_much_text", limit=limits.value_bytes) from None
        raise UnreadableExport("damaged") from None
