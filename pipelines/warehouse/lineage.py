"""From which columns each column of a model comes, read from the compiled SQL when the project changes."""

import json
import logging
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope
from sqlglot.schema import MappingSchema

from pipelines.files import replace_text
from pipelines.warehouse.models import DBT_PROJECT, compile_models, prepare_manifest, project_key

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
        compiled = compile_models(Path(folder))
        schema = _columns(manifest)
        found = {
            f"{node['schema']}.{node['name']}": _of_model(
                compiled / node["original_file_path"], list(node["columns"]), schema
            )
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }
    replace_text(_FILE, json.dumps({"key": project_key(), "models": found}))
    return found


def _columns(manifest: dict[str, Any]) -> MappingSchema:
    """Return the columns of every table that a model may read."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for node in [*manifest["nodes"].values(), *manifest["sources"].values()]:
        if node["resource_type"] in ("model", "seed", "source"):
            columns = dict.fromkeys(node["columns"], "varchar")
            tables.setdefault(node["schema"], {})[node["name"]] = columns
    return MappingSchema({_CATALOG: tables}, dialect=_DIALECT)


def _of_model(file: Path, columns: list[str], schema: MappingSchema) -> dict[str, list[list[str]]]:
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
        with suppress(SqlglotError, ValueError):
            found[column] = _leaves(
                lineage(column, tree, schema, dialect=_DIALECT, scope=scope, trim_selects=False, copy=False)
            )
    return found


def _leaves(node: Node) -> list[list[str]]:
    """Return the columns of tables at the ends of what a column is made of, in order."""
    found = {
        (table.db, table.name, exp.to_column(each.name).name)
        for each in node.walk()
        if not each.downstream and (table := each.expression.find(exp.Table)) and table.db
    }
    return [list(leaf) for leaf in sorted(found)]


if __name__ == "__main__":
    prepare_lineage()
