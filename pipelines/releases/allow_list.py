"""Which tables and columns may leave: those that dbt's contract in schema `public` classifies as public."""

import json
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import NotPossibleNow

SCHEMA = "public"


class Unclassified(NotPossibleNow):
    """A table of schema `public` has no enforced contract, or a column that is not classified public."""


@dataclass(frozen=True)
class PublicTable:
    """A table that may be released: its columns in order, and what each means."""

    name: str
    description: str
    columns: dict[str, str]


def public_tables(manifest_json: Path) -> list[PublicTable]:
    """Return the tables that may be released, by name (criterion P1).

    Raises:
        Unclassified: the contract is not whole.
    """
    manifest = json.loads(manifest_json.read_text(encoding="utf-8"))
    nodes = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == SCHEMA
    ]
    return [_public_table(node) for node in sorted(nodes, key=lambda node: str(node["name"]))]


def _public_table(node: dict[str, object]) -> PublicTable:
    name, columns, config = str(node["name"]), node["columns"], node["config"]
    assert isinstance(columns, dict)
    assert isinstance(config, dict)
    if not config["contract"]["enforced"]:
        raise Unclassified(f"table {name} of schema {SCHEMA} has no enforced contract")
    for column in columns.values():
        meta = {**column.get("meta", {}), **column.get("config", {}).get("meta", {})}
        if meta.get("classification") != "public":
            raise Unclassified(f"column {column['name']} of {SCHEMA}.{name} is not classified public")
    return PublicTable(
        name=name,
        description=str(node["description"]),
        columns={column["name"]: column["description"] for column in columns.values()},
    )
