"""Which of dbt's macros a build has in its manifest."""

from dbt.contracts.graph.manifest import Manifest

from pipelines.settings import PROJECT
from pipelines.warehouse.macros_needed import macros_needed
from pipelines.warehouse.models import prepare_manifest


def parsed() -> Manifest:
    return Manifest.from_msgpack(prepare_manifest().with_name("partial_parse.msgpack").read_bytes())


def test_a_build_has_every_macro_of_the_project_and_what_they_its_tests_and_dbt_call() -> None:
    manifest = parsed()
    needed = macros_needed(manifest)
    ours = {key for key, macro in manifest.macros.items() if macro.package_name == "plan_delivery"}

    assert len(ours) >= len(list((PROJECT / "dbt_project" / "macros" / "sql").glob("*.sql")))
    assert ours <= needed.keys()
    assert {
        "macro.dbt.test_relationships",  # a test of a model
        "macro.dbt.default__test_relationships",  # what that one dispatches to
        "macro.dbt.statement",  # called by dbt's materialisation of a test
        "macro.dbt_duckdb.duckdb__list_schemas",  # asked for by name, and dispatched
    } <= needed.keys()
    assert all(needed.keys() >= set(macro.depends_on.macros) for macro in needed.values())


def test_a_build_has_no_macro_of_what_the_project_does_not_do() -> None:
    manifest = parsed()
    left_out = manifest.macros.keys() - macros_needed(manifest).keys()

    assert {"macro.dbt.materialization_snapshot_default", "macro.dbt.get_catalog"} <= left_out
    assert len(left_out) > len(manifest.macros) / 2


def test_only_where_unit_tests_run_is_there_what_runs_them() -> None:
    manifest = parsed()
    with_them = macros_needed(manifest).keys()
    manifest.unit_tests = {}

    assert {"macro.dbt.materialization_unit_default", "macro.dbt.get_fixture_sql"} <= with_them
    assert not any("unit" in key or "fixture" in key for key in macros_needed(manifest))
