"""The lists name what is there, and faults are put into what decides: else they would prove nothing."""

import pytest

from pipelines.settings import PROJECT
from pipelines.warehouse.models import DBT_PROJECT
from tests.mutants.faults import MODULES, SQL, Module, Sql
from tests.mutants.sql import faults_in


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.path)
def test_a_module_and_its_tests_are_there_and_whoever_may_survive_has_a_reason(module: Module) -> None:
    assert all((PROJECT / name).is_file() for name in (module.path, *module.tests))
    assert bool(module.allowed) == bool(module.because)


def test_a_module_whose_tests_read_the_demonstration_is_known() -> None:
    loads, loads_none = ("tests/integration/test_trace.py",), ("tests/integration/test_releases_verified.py",)

    assert Module("a.py", loads).reads_demonstration
    assert Module("a.py", (*loads_none, *loads)).reads_demonstration
    assert not Module("a.py", loads_none).reads_demonstration


@pytest.mark.parametrize("listed", SQL, ids=lambda listed: listed.path)
def test_a_model_or_macro_of_the_list_is_there_with_something_to_change(listed: Sql) -> None:
    path, _, macro = listed.path.partition(":")
    text = (DBT_PROJECT / path).read_text(encoding="utf-8")

    assert not macro or f"macro {macro}(" in text
    assert any(faults_in(text))
    assert bool(listed.allowed) == bool(listed.because)


def test_each_thing_that_decides_in_sql_gets_its_fault_and_nothing_else_does() -> None:
    sql = """-- not a < b = 1
{{ config(materialized='view') }}
{# a > 2 #}
{% if a < 3 %}
select max(a) filter (where b <= 10 and c = 'late') as d from {{ ref('other') }} -- or 'x' = 4
order by d desc, x.*
"""

    found = {(sql[fault.start : fault.end], fault.wrong) for fault in faults_in(sql)}

    assert found == {
        ("max(", "min("),
        ("<=", "<"),
        ("and", "or"),
        ("=", "<>"),
        ("10", "11"),
        ("'late'", "'late_else'"),
        (" desc", " asc"),
    }
    assert all(fault.put_into(sql).count("\n") == sql.count("\n") for fault in faults_in(sql))
