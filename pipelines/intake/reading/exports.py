"""A Taguette export into rows, in a process of its own with limits, as spreadsheets are read.

The sandbox leaves rows as Parquet and the copy that may be kept; the export itself is never kept.
"""

import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import taguette
from pipelines.contracts.base import ExportTable
from pipelines.intake.reading.reader import WALL_SECONDS
from pipelines.intake.reading.sandbox_process import CPU_SECONDS
from pipelines.receipts.problems import Problem, problem
from pipelines.settings import PROJECT
from pipelines.taguette import UnreadableExport

MEMORY_BYTES = 4 * 1024 * 1024 * 1024
"""Address space, not memory in use: Arrow reserves far more than it takes."""

_ANSWER = "answer.json"
_EXPORT = "export-{number}"
_SCRUBBED = "scrubbed"
_PROGRAM = (
    "import sys; sys.path.insert(0, {project!r}); "
    "from pipelines.intake.reading import exports; exports.main({folder!r})"
)


@dataclass(frozen=True)
class Export:
    """What a foreign file held: its rows by table and the copy to keep, or what is wrong with it."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    tables: dict[str, pa.Table] = field(default_factory=dict)
    scrubbed: bytes = b""

    @property
    def format(self) -> str:
        """Return what the copy that is kept is: a project, or a list of passages whatever it came as."""
        (project,) = self.tables["taguette_projects"]["exported_from"].to_pylist()
        return "sqlite3" if project == "sqlite3" else "csv"


def read_export(files: dict[str, bytes]) -> Export:
    """Return what a Taguette export holds: one file, or a list of highlights with the codebook beside it."""
    with tempfile.TemporaryDirectory(prefix="door-") as name:
        folder = Path(name)
        for number, content in enumerate(files.values(), start=1):
            (folder / _EXPORT.format(number=number)).write_bytes(content)
        program = _PROGRAM.format(project=str(PROJECT), folder=str(folder))
        try:
            subprocess.run(
                [sys.executable, "-I", "-c", program],
                env={},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Export(problems=(problem("reader_timed_out", seconds=int(WALL_SECONDS)),))
        return _collect(folder)


def with_places(table: ExportTable, rows: pa.Table, receipt_id: str) -> pa.Table:
    """Return an export's rows as they are landed: which submission, which row."""
    count = rows.num_rows
    columns: list[pa.Array[Any] | pa.ChunkedArray[Any]] = [
        pa.array([receipt_id] * count, pa.string()),
        pa.array(range(1, count + 1), pa.int32()),
        *rows.columns,
    ]
    named = pa.table(columns, names=["receipt_id", "row_number", *rows.column_names])
    return named.cast(table.arrow_schema())


def main(name: str) -> None:
    """Run in the sandbox: limits first, then one export."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS * 2, CPU_SECONDS * 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = Path(name)
    (folder / _ANSWER).write_text(json.dumps(_answer(folder)), encoding="utf-8")


def _answer(folder: Path) -> dict[str, Any]:
    paths = sorted(folder.glob(_EXPORT.format(number="*")))
    try:
        export = taguette.read_export(*(paths if len(paths) == 1 else taguette.list_and_codebook(paths)))
    except UnreadableExport as unreadable:
        return {"refused": unreadable.code, "params": unreadable.params}
    except MemoryError:
        return {"refused": "out_of_memory", "params": {}}
    for name, table in export.tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    export.scrubbed_to(folder / _SCRUBBED)
    return {"warnings": export.warnings, "tables": list(export.tables)}


def _collect(folder: Path) -> Export:
    if not (folder / _ANSWER).exists():
        return Export(problems=(problem("reader_stopped"),))
    answer = json.loads((folder / _ANSWER).read_text(encoding="utf-8"))
    if "refused" in answer:
        return Export(problems=(problem(f"export_{answer['refused']}", **answer["params"]),))
    return Export(
        warnings=tuple(problem(f"export_{code}", **params) for code, params in answer["warnings"]),
        tables={name: pq.read_table(folder / f"{name}.parquet") for name in answer["tables"]},
        scrubbed=(folder / _SCRUBBED).read_bytes(),
    )
