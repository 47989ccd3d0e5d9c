"""Looking for words in every file of a deployment: in its bytes, and in what is packed in it."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.warehouse.builds import reading


def files_that_hold(home: Path, words: Iterable[str]) -> list[str]:
    """Return every file below `home`, by its path there, that holds any of some words."""
    wanted = tuple(words)
    return [
        str(path.relative_to(home))
        for path in sorted(home.rglob("*"))
        if path.is_file() and holds_any(path, wanted)
    ]


def holds_any(path: Path, words: Iterable[str]) -> bool:
    """Return whether a file holds any of some words, as its kind writes them."""
    forms = [form for one in words for form in _forms(one)]
    if not forms:
        return False
    try:
        return any(form in content for content in _contents(path) for form in forms)
    except FileNotFoundError:  # it went while others were looked at
        return False


def _forms(words: str) -> set[bytes]:
    """Return words as text, JSON, CSV and XML have them."""
    row = io.StringIO()
    csv.writer(row).writerow([words])
    quoted = (json.dumps(words, ensure_ascii=is_ascii)[1:-1] for is_ascii in (True, False))
    written = (
        words,
        *quoted,
        row.getvalue().strip(),
        escape(words),
        escape(words, {'"': "&quot;", "'": "&#39;"}),
    )
    return {each.encode() for each in written} | {words.encode("utf-16-le")}


def _contents(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    if path.suffix == ".parquet":
        yield _text_of(pq.ParquetFile(path).read())
    elif path.suffix == ".duckdb":
        yield from _rows_of(path)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif path.suffix == ".gz":
        yield gzip.decompress(path.read_bytes())


def _text_of(table: pa.Table) -> bytes:
    texts = (table.column(each.name).to_pylist() for each in table.schema if pa.types.is_string(each.type))
    return "\n".join(text for column in texts for text in column if text).encode()


def _rows_of(path: Path) -> Iterator[bytes]:
    with reading(path) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'plan'"
        ).fetchall()
        for schema, table in tables:
            yield _json_of(connection, f'plan."{schema}"."{table}"')


def _json_of(connection: duckdb.DuckDBPyConnection, table: str) -> bytes:
    rows = connection.execute(f"select to_json(t)::varchar from {table} as t").fetchall()
    return "\n".join(row[0] for row in rows).encode()
