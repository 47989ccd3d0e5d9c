"""dbt, run in this process with a prepared manifest.

A subprocess, and parsing anew, would cost more than the models themselves: the parsed project is kept in
dbt's `target` folder under a key made of every file that it was parsed from.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dbt.artifacts.schemas.run import RunExecutionResult
from dbt.cli.main import dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from filelock import FileLock

from pipelines.errors import NotPossibleNow
from pipelines.files import replace_text
from pipelines.settings import PROJECT, environment
from pipelines.warehouse.dbt_calls import call_dbt
from pipelines.warehouse.macros_needed import macros_needed
from pipelines.warehouse.raw import time_zone_of

DBT_PROJECT = PROJECT / "dbt_project"
MANIFEST_JSON = DBT_PROJECT / "target" / "manifest.json"
_PARSED = DBT_PROJECT / "target" / "partial_parse.msgpack"
_KEY = DBT_PROJECT / "target" / "manifest.key"
_FOLDERS = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
_QUIET = ["--no-write-json", "--log-level-file", "none", "--log-level", "none", "--no-populate-cache"]


class ModelsFailed(NotPossibleNow):
    """A model or a test did not pass; the message names each, `nodes` holds dbt's results so far."""

    quotes_rows = True  # what DuckDB says of a value that it cannot take

    def __init__(self, message: str, nodes: list[Any] | None = None) -> None:
        super().__init__(message)
        self.nodes = nodes or []


def prepare_manifest() -> Path:
    """Return the path of `manifest.json`, parsed anew if any file of the project has changed since.

    Raises:
        ModelsFailed: the project cannot be parsed.
    """
    key = project_key()
    if not _is_prepared(key):
        MANIFEST_JSON.parent.mkdir(exist_ok=True)
        with FileLock(MANIFEST_JSON.with_suffix(".lock")):  # of several processes one parses, the others wait
            if not _is_prepared(key):
                _parse(key)
    return MANIFEST_JSON


def _is_prepared(key: str) -> bool:
    return MANIFEST_JSON.exists() and _PARSED.exists() and _KEY.exists() and _KEY.read_text() == key


def _parse(key: str) -> None:
    """Parse the project beside its place; the key, which says that all is there, is put in place last."""
    with TemporaryDirectory(prefix="parsed-", dir=MANIFEST_JSON.parent) as folder:
        result = call_dbt(["parse", "--no-partial-parse", "--quiet", *_FOLDERS, "--target-path", folder])
        if not result.success:
            raise ModelsFailed(f"the dbt project cannot be parsed: {_why(result)}")
        for file in (MANIFEST_JSON, _PARSED):
            Path(folder, file.name).replace(file)
    replace_text(_KEY, key)


def test_count() -> int:
    """Return how many data tests the project has."""
    nodes = json.loads(prepare_manifest().read_text(encoding="utf-8"))["nodes"].values()
    return sum(node["resource_type"] == "test" for node in nodes)


def build_models(file: Path, select: Sequence[str] = (), *, unit_tests: bool = False) -> list[Any]:
    """Build all models in `file`, or the selected ones, test them, and return dbt's result of each node.

    Their unit tests say nothing of a build, and are run where `unit_tests` asks for them.

    Raises:
        ModelsFailed: a model or a data test failed, or dbt could not run.
    """
    manifest = _manifest(prepare_manifest(), _KEY.read_text(), unit_tests)
    given = json.dumps({"time_zone": time_zone_of(file)})
    about = {"PLAN_BUILD_FILE": str(file), "PLAN_BUILD_MEMORY": _memory()}
    with environment(**about), TemporaryDirectory(prefix="plan-dbt-") as compiled:
        result = call_dbt(["build", *select, "--vars", given, *dbt_options(Path(compiled))], manifest)
    if not isinstance(result.result, RunExecutionResult):
        raise ModelsFailed(f"dbt could not run: {_why(result)}")
    nodes = list(result.result.results)
    if not result.success:
        failed = [f"{node.node.name}: {node.message}" for node in nodes if node.status in ("error", "fail")]
        raise ModelsFailed("; ".join(failed), nodes)
    return nodes


def compile_models(folder: Path) -> Path:
    """Write the SQL of every model and test as DuckDB gets it, each macro written out; return where.

    Below the folder that is returned each file has the place that it has in the project.

    Raises:
        ModelsFailed: the project cannot be compiled.
    """
    manifest = _manifest(prepare_manifest(), _KEY.read_text(), False)
    with environment(PLAN_BUILD_FILE=str(folder / "plan.duckdb")):
        result = call_dbt(["compile", *dbt_options(folder)], manifest)
    if not result.success:
        raise ModelsFailed(f"the dbt project cannot be compiled: {_why(result)}")
    return folder / "compiled" / str(manifest.metadata.project_name)


def _why(result: dbtRunnerResult) -> str:
    """Return why dbt ended without having done its work; an error without words is called by its kind."""
    return str(result.exception) or type(result.exception).__name__


def _memory() -> str:
    """Return how much memory DuckDB may take: three gigabytes, or four fifths of a machine that has less."""
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    return f"{min(3_000, megabytes * 4 // 5)}MB"


def dbt_options(target: Path) -> list[str]:
    """Return the options of every call of dbt here: the project, a folder to write in, no chatter."""
    return [*_QUIET, *_FOLDERS, "--target-path", str(target)]


@lru_cache(maxsize=1)
def _manifest(path: Path, key: str, with_unit_tests: bool) -> Manifest:
    manifest = Manifest.from_msgpack(_PARSED.read_bytes())
    if not with_unit_tests:
        manifest.unit_tests = {}
    manifest.macros = macros_needed(manifest)
    return manifest


def project_key() -> str:
    """Return a hash of every file of the project, and of dbt's version: it changes when a parse would."""
    digest = hashlib.sha256(version("dbt-core").encode())
    for folder, folders, names in os.walk(DBT_PROJECT):
        folders[:] = sorted(name for name in folders if name not in ("target", "logs"))
        for name in sorted(names):
            file = Path(folder, name)
            digest.update(str(file.relative_to(DBT_PROJECT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
