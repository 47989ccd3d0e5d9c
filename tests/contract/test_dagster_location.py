"""The Dagster location says of itself what it is, and depends on nothing that it does not make."""

import json

import dagster as dg
import pytest
from dagster import Definitions

from pipelines.contracts import FEEDS
from pipelines.definitions import defs
from pipelines.defs.words import DbtWords
from pipelines.warehouse.lineage import prepare_lineage
from pipelines.warehouse.models import prepare_manifest
from pipelines.warehouse.raw import raw_tables


@pytest.fixture(scope="module")
def location() -> Definitions:
    return defs()


def test_no_dependency_is_mistyped_and_only_the_feeds_come_from_elsewhere(location: Definitions) -> None:
    feeds = {feed for feed, _ in raw_tables().values()}

    external = location.resolve_asset_graph().external_asset_keys

    assert external == {dg.AssetKey(["landing", feed]) for feed in feeds}
    assert feeds <= FEEDS.keys()


def test_every_raw_table_is_an_asset(location: Definitions) -> None:
    keys = {key.to_user_string() for key in location.resolve_asset_graph().get_all_asset_keys()}

    assert {f"raw/{name}" for name in raw_tables()} <= keys


def test_a_refresh_never_publishes(location: Definitions) -> None:
    selected = location.resolve_job_def("refresh").asset_layer.executable_asset_keys

    assert not [key for key in selected if key.path[0] == "releases"]


def test_every_asset_says_what_it_is_who_answers_for_it_and_where_it_stands(location: Definitions) -> None:
    graph = location.resolve_asset_graph()

    for key in graph.get_all_asset_keys():
        asset = graph.get(key)
        assert (asset.description or "").strip().endswith((".", "?")), key
        assert asset.owners, key
        assert {"stage"} <= asset.tags.keys(), key
        assert asset.kinds, key


def test_every_dbt_test_is_a_check_of_an_asset(location: Definitions) -> None:
    nodes = json.loads(prepare_manifest().read_text(encoding="utf-8"))["nodes"].values()
    tests = {node["name"] for node in nodes if node["resource_type"] == "test"}

    checks = {key.name for key in location.resolve_asset_graph().asset_check_keys}

    assert tests
    assert tests <= checks


def test_every_column_that_can_be_followed_says_which_columns_it_comes_from() -> None:
    prepare_lineage()
    nodes = json.loads(prepare_manifest().read_text(encoding="utf-8"))["nodes"].values()
    told = {
        f"{node['schema']}.{node['name']}": DbtWords().get_metadata(node).get("dagster/column_lineage")
        for node in nodes
        if node["resource_type"] == "model"
    }

    assert all(told.values())
    assert told["public.action_rounds"].deps_by_column["headline"] == [
        dg.TableColumnDep(dg.AssetKey(["review", "fct_action_rounds"]), "headline")
    ]


def test_every_feed_is_late_at_some_time(location: Definitions) -> None:
    feeds = [spec for spec in location.resolve_all_asset_specs() if spec.key.path[0] == "landing"]

    assert feeds
    assert all(spec.freshness_policy for spec in feeds)


@pytest.mark.parametrize("job", ["refresh", "publish", "withhold", "round_task", "backup", "retention"])
def test_every_job_says_what_it_does_and_runs_in_one_process(location: Definitions, job: str) -> None:
    found = location.resolve_job_def(job)

    assert (found.description or "").endswith(".")
    assert found.executor_def.name == "in_process"


def test_every_sensor_and_schedule_says_what_it_does_and_runs_from_the_start(location: Definitions) -> None:
    sensors, schedules = list(location.sensors or []), list(location.schedules or [])

    assert {each.name for each in sensors} == {"landing", "withholding", "faults", "mended", "letters"}
    assert {each.name for each in schedules} == {
        "calendar",
        "publication",
        "nightly_backup",
        "daily_retention",
    }
    assert all((each.description or "").endswith(".") for each in [*sensors, *schedules])
    assert all(each.default_status.value == "RUNNING" for each in [*sensors, *schedules])
