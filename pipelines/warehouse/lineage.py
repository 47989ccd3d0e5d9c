"""From which columns each column of a model comes, read from the compiled SQL when the project changes."""

import json
import logging
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

from pipelines.files import replace_text
from pipelines.settings import environment
from pipelines.warehouse.dbt_calls import call_dbt
from pipelines.warehouse.models import DBT_PROJECT, ModelsFailed, dbt_options, prepare_manifest, project_key

Lineage = dict[str, dict[str, list[list[str]]]]
"""By model, as schema.name: by column, the columns it comes from, each as schema, table and column."""

_FILE = DBT_PROJECT / "target" / "lineage.json"
_CATALOG, _DIALECT = "plan", "duckdb"

# What it cannot follow is left out, and no news.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


def known_lineage() -> Lineage:
    """Return the lineage of the project as it is, if it has been computed; else nothing."""
    return _known(_FILE.stat().st_mtime_ns) if _FILE.exists() else {}


@lru_cache(maxsize=1)
def _known(_written_at: int) -> Lineage:
    """Return what was written, read once: each model asks for it."""
    try:
        kept = json.loads(_FILE.read_text(encoding="utf-8"))
        found: Lineage = kept["models"] if kept["key"] == project_key() else {}
    except (OSError, ValueError, KeyError):
        return {}
    return found


def prepare_lineage() -> Lineage:
    """Return the lineage of the project, computed (some seconds) unless it has been since its last change.

    Raises:
        ModelsFailed: the project cannot be compiled.
    """
    if known := known_lineage():
        return known
    manifest = json.loads(prepare_manifest().read_text(encoding="utf-8"))
    with TemporaryDirectory(prefix="plan-lineage-") as folder:
        _compile(Path(folder))
        schema = _columns(manifest)
        found = {
            f"{node['schema']}.{node['name']}": _of_model(
                Path(folder, "compiled", node["package_name"], node["original_file_path"]),
                list(node["columns"]),
                schema,
            )
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }
    replace_text(_FILE, json.dumps({"key": project_key(), "models": found}))
    return found


def _compile(folder: Path) -> None:
    with environment(PLAN_BUILD_FILE=str(folder / f"{_CATALOG}.duckdb")):
        result = call_dbt(["compile", *dbt_options(folder)])
    if not result.success:
        raise ModelsFailed(f"the dbt project cannot be compiled: {result.exception}")


def _columns(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of every table that a model may read, as sqlglot wants them."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for node in [*manifest["nodes"].values(), *manifest["sources"].values()]:
        if node["resource_type"] in ("model", "seed", "source"):
            columns = dict.fromkeys(node["columns"], "varchar")
            tables.setdefault(node["schema"], {})[node["name"]] = columns
    return {_CATALOG: tables}


def _of_model(file: Path, columns: list[str], schema: dict[str, Any]) -> dict[str, list[list[str]]]:
    """Return where the columns of one model come from; what sqlglot cannot follow is left out."""
    try:
        tree = qualify(
            parse_one(file.read_text(encoding="utf-8"), dialect=_DIALECT),
            schema=schema,
            dialect=_DIALECT,
            catalog=_CATALOG,
            validate_qualify_columns=False,
        )
        scope = build_scope(tree)
    except SqlglotError:
        return {}
    found = {}
    for column in columns:
        try:
            node = lineage(column, tree, schema, dialect=_DIALECT, scope=scope, trim_selects=False)
        except (SqlglotError, ValueError):
            continue
        leaves = {
            (table.db, table.name, exp.to_column(each.name).name)
            for each in node.walk()
            if not each.downstream and (table := each.expression.find(exp.Table)) and table.db
        }
        found[column] = [list(leaf) for leaf in sorted(leaves)]
    return found


if __name__ == "__main__":
    prepare_lineage()
