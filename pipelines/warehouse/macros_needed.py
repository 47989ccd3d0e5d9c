"""The macros that a build can come to call, of the five hundred that dbt and dbt-duckdb bring along.

For each node dbt makes a namespace of every macro in its manifest, twice: with all of them, a tenth of
a refresh. Most belong to what this project does not do: snapshots, incremental models, grants, catalogs.
"""

from itertools import chain

from dbt.contracts.graph.manifest import Manifest
from dbt.contracts.graph.nodes import Macro

_CALLED_BY_DBT = frozenset({"list_schemas", "create_schema", "materialization_test_default"})
"""What dbt calls by its name to build, test and compile: its adapter and its test task."""

_CALLED_BY_UNIT_TESTS = frozenset(
    {
        "materialization_unit_default",
        "get_fixture_sql",
        "get_expected_sql",
        "get_columns_in_relation",
        "drop_relation",
    }
)
"""What dbt calls besides, where there are unit tests to run."""


def macros_needed(manifest: Manifest) -> dict[str, Macro]:
    """Return by their unique id the project's own macros, and all that they, its nodes and dbt call.

    What a macro calls is what dbt found in it when it was parsed, dispatched macros with it.
    """
    called = _CALLED_BY_DBT | _CALLED_BY_UNIT_TESTS if manifest.unit_tests else _CALLED_BY_DBT
    waiting = {
        *chain.from_iterable(node.depends_on_macros for node in manifest.nodes.values()),
        *(
            key
            for key, macro in manifest.macros.items()
            if macro.package_name == manifest.metadata.project_name or macro.name in called
        ),
    }
    needed: dict[str, Macro] = {}
    while waiting:
        key = waiting.pop()
        needed[key] = manifest.macros[key]
        waiting.update(set(needed[key].depends_on.macros) - needed.keys())
    return needed
