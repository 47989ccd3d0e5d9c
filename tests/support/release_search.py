"""Everything that the files of a release say, for a search: their bytes, and what is packed in them."""

import gzip
import zipfile
from pathlib import Path

import duckdb


def text_of_release(folder: Path) -> str:
    """Return the text of every file: its bytes as they are, and what is packed in it unpacked."""
    return "\n".join(text_of(file) for file in sorted(folder.rglob("*")) if file.is_file())


def text_of(file: Path) -> str:
    """Return the name and the text of one file; free blocks of a database are part of its bytes."""
    said = [file.name, file.read_bytes().decode("utf-8", errors="replace")]
    if file.suffix == ".duckdb":
        said.append(_of_database(file))
    elif file.suffix == ".parquet":
        said.append(_of_parquet(file))
    elif file.suffix == ".xlsx":
        said.append(_of_workbook(file))
    elif file.suffix == ".gz":
        said.append(gzip.decompress(file.read_bytes()).decode("utf-8"))
    return "\n".join(said)


def _of_database(file: Path) -> str:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as searched (read_only)")
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() where database_name = 'searched'"
        ).fetchall()
        said = [str(tables), str(connection.execute("from duckdb_columns()").fetchall())]
        for schema, table, _ in tables:
            said.append(_rows(connection, f'searched."{schema}"."{table}"'))
            said.append(
                str(connection.execute(f"from pragma_storage_info('searched.{schema}.{table}')").fetchall())
            )
    return "\n".join(said)


def _of_parquet(file: Path) -> str:
    with duckdb.connect() as connection:
        metadata = [
            str(connection.execute(f"from {function}('{file}')").fetchall())
            for function in ("parquet_metadata", "parquet_kv_metadata", "parquet_schema")
        ]
        return "\n".join([_rows(connection, f"'{file}'"), *metadata])


def _of_workbook(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode('utf-8')}" for name in archive.namelist())


def _rows(connection: duckdb.DuckDBPyConnection, place: str) -> str:
    return "\n".join(
        row[0] for row in connection.execute(f"select to_json(t)::varchar from {place} as t").fetchall()
    )
