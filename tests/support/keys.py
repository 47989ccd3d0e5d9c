"""What makes a row of each dbt model the only one of its kind, and where a build has two of them."""

import json
from typing import Any

import duckdb

from pipelines.warehouse.models import prepare_manifest

UNIQUE = {"unique": "column_name", "key_is_unique": "columns"}
"""dbt's tests of a key, and where each names it."""


def keys(node: dict[str, Any], tests: list[dict[str, Any]]) -> list[list[str]]:
    """Return the keys of a model: by its tests and its `meta`; [] where it is one row."""
    found = [
        test["test_metadata"]["kwargs"][UNIQUE[test["test_metadata"]["name"]]]
        for test in tests
        if test.get("attached_node") == node["unique_id"]
        and (test.get("test_metadata") or {}).get("name") in UNIQUE
    ]
    if "key" in node["config"]["meta"]:
        found.append(node["config"]["meta"]["key"])
    return found


def keys_of_models() -> dict[tuple[str, str], list[list[str]]]:
    """Return the keys of each model, by its schema and name."""
    nodes = json.loads(prepare_manifest().read_text(encoding="utf-8"))["nodes"].values()
    tests = [node for node in nodes if node["resource_type"] == "test"]
    models = [node for node in nodes if node["resource_type"] == "model"]
    return {(each["schema"], each["name"]): keys(each, tests) for each in models}


def doubled(build: duckdb.DuckDBPyConnection) -> dict[str, tuple[list[str], int, int]]:
    """Return each model of a build with two rows of one key: the key, how many rows, and how many keys."""
    found = {}
    for (schema, name), all_of_them in keys_of_models().items():
        for key in all_of_them:
            values = f"distinct ({', '.join(key)}, 1)" if key else "distinct 1"
            query = f"select count(*), count({values}) from {schema}.{name}"
            ((rows, different),) = build.execute(query).fetchall()
            if rows != different:
                found[name] = (key, rows, different)
    return found
