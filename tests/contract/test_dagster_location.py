"""The Dagster location says of itself what it is, and depends on nothing that it does not make."""

import pytest
from dagster import Definitions

from pipelines.definitions import defs
from pipelines.warehouse.raw import raw_tables


@pytest.fixture(scope="module")
def location() -> Definitions:
    return defs()


def test_no_dependency_is_mistyped(location: Definitions) -> None:
    assert location.resolve_asset_graph().external_asset_keys == set()


def test_every_raw_table_is_an_asset(location: Definitions) -> None:
    keys = {key.to_user_string() for key in location.resolve_asset_graph().get_all_asset_keys()}

    assert {f"raw/{name}" for name in raw_tables()} <= keys


def test_a_refresh_never_publishes(location: Definitions) -> None:
    selected = location.resolve_job_def("refresh").asset_layer.executable_asset_keys

    assert not [key for key in selected if key.path[0] == "releases"]


@pytest.mark.parametrize("job", ["refresh", "publish"])
def test_every_job_says_what_it_does(location: Definitions, job: str) -> None:
    assert (location.resolve_job_def(job).description or "").endswith(".")
