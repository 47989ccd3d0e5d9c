"""The lists of faults name what is there: a fault without a place would prove nothing."""

import pytest

from pipelines.settings import PROJECT
from tests.mutants.faults import MODULES, SQL_FAULTS, Module, SqlFault


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.path)
def test_a_module_and_its_tests_are_there_and_whoever_may_survive_has_a_reason(module: Module) -> None:
    assert all((PROJECT / name).is_file() for name in (module.path, *module.tests))
    assert bool(module.allowed) == bool(module.because)


def test_a_module_whose_tests_read_the_demonstration_is_known() -> None:
    loads, loads_none = ("tests/integration/test_trace.py",), ("tests/integration/test_releases_verified.py",)

    assert Module("a.py", loads).reads_demonstration
    assert Module("a.py", (*loads_none, *loads)).reads_demonstration
    assert not Module("a.py", loads_none).reads_demonstration


@pytest.mark.parametrize("fault", SQL_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_has_its_place_once(fault: SqlFault) -> None:
    text = (PROJECT / fault.path).read_text(encoding="utf-8")

    assert fault.put_into(text) != text
    assert all((PROJECT / name).is_file() for name in fault.tests)
