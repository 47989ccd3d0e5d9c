"""Landing → raw → every dbt model → the pointer: the assets of one refresh."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from pipelines import clock
from pipelines.defs.failures import failing_for_good, failing_in_words, failure_of
from pipelines.defs.landing import BUILT_FEEDS, feed_key
from pipelines.defs.resources import BuildInProgress
from pipelines.defs.words import STAGES, DbtWords, owner_of_feed
from pipelines.register import now_of, plan_zone
from pipelines.traces import span
from pipelines.warehouse import models, raw
from pipelines.warehouse.builds import new_build_id

MANIFEST = models.prepare_manifest()
WITHOUT_UNIT_TESTS = "resource_type:unit_test"


class Refresh(dg.Config):
    """What a refresh may be told: the time to build for, ISO 8601; by default the plan's own now."""

    as_of: str | None = None


@dg.multi_asset(
    name="raw",
    group_name="raw",
    specs=[
        dg.AssetSpec(
            ["raw", name],
            description=f"Rows of {name} as accepted at the door.",
            kinds={"duckdb"},
            owners=[owner_of_feed(feed)],
            tags={"stage": STAGES["raw"], "feed": feed},
            deps=[feed_key(feed)],
        )
        for name, (feed, _) in raw.raw_tables().items()
    ]
    + [
        dg.AssetSpec(
            ["raw", name],
            description=description,
            kinds={"duckdb"},
            owners=["team:administrator"],
            tags={"stage": STAGES["raw"]},
            deps=[feed_key(feed) for feed in BUILT_FEEDS],
        )
        for name, description in {
            "build": "One row: which build this is, and the time that it was made for.",
            "receipts": "One row per submission in this build: its feed, when it came, and its hash.",
        }.items()
    ],
)
def raw_tables(
    context: dg.AssetExecutionContext, config: Refresh, build: BuildInProgress
) -> Iterator[dg.MaterializeResult[None]]:
    """Load every accepted submission into schema `raw` of a new build file."""
    home = build.folder
    with span("load"), failing_for_good(context, build):
        as_of = clock.parse(config.as_of, plan_zone(home)) if config.as_of else now_of(home)
        build_id = new_build_id(clock.now())
        file, before = build.warehouse.building, build.warehouse.before()
        file.unlink(missing_ok=True)
        for name, row_count in raw.load(file, home, build_id, as_of, before):
            yield dg.MaterializeResult(asset_key=["raw", name], metadata={"dagster/row_count": row_count})


@dbt_assets(manifest=MANIFEST, name="models", exclude=WITHOUT_UNIT_TESTS, dagster_dbt_translator=DbtWords())
def dbt_models(
    context: dg.AssetExecutionContext, build: BuildInProgress
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Build every dbt model in the build file, run its data tests, and point readers to it.

    Where some models alone are asked for, they are built again in a copy of the current build, which then
    takes its place; it cannot be published, for not every test has passed on it. Beside raw tables, which
    begin a new file, all are built.
    """
    file = build.warehouse.building
    with failing_in_words(build):
        is_alone = not file.exists()
        if is_alone:
            build.warehouse.start_from_current()
    names = [key.path[-1] for key in context.selected_asset_keys] if is_alone else []
    select = ["--select", *sorted(names)] if names else []
    try:
        with span("models", selected=len(names)):
            nodes = models.build_models(file, select)
    except models.ModelsFailed as failure:
        yield from _events(context, failure.nodes)
        raise failure_of(failure) from failure
    passed_count = sum(node.node.resource_type == "test" and node.status == "pass" for node in nodes)
    build_id, as_of = raw.name_build(file, new_build_id(clock.now())) if is_alone else raw.build_of(file)
    build.warehouse.finish(build_id, as_of, clock.now(), passed_count)
    yield from _events(context, nodes)


def _events(
    context: dg.AssetExecutionContext, nodes: list[Any]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Translate dbt's results into Dagster's, as far as they were asked for, each model before its tests.

    Of a test that was skipped, for a model before it failed, nothing is known.
    """
    checks = {key.name: key for key in context.selected_asset_check_keys}
    for result in nodes:
        node = result.node
        if node.resource_type in ("model", "seed") and result.status == "success":
            key = dg.AssetKey([node.schema, node.name])
            if key in context.selected_asset_keys:
                yield dg.MaterializeResult(asset_key=key)
        elif result.status != "skipped" and (check := checks.get(node.name)):
            yield dg.AssetCheckResult(
                asset_key=check.asset_key,
                check_name=check.name,
                passed=result.status in ("pass", "warn"),
                metadata={"message": str(result.message or result.status)},
            )


@dg.asset(
    key=["warehouse", "current_build"],
    group_name="warehouse",
    deps=[dbt_models],
    kinds={"duckdb"},
    owners=["team:administrator"],
    tags={"stage": "5-build"},
)
def current_build(build: BuildInProgress) -> dg.MaterializeResult[None]:
    """Say which build readers see: the one that was made whole and passed its tests last."""
    with failing_in_words(build):
        current = build.warehouse.current()
    return dg.MaterializeResult(metadata={"file": current.file.name, "as_of": current.as_of.isoformat()})


refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("releases", "landing"),
    executor_def=dg.in_process_executor,
    description="Builds everything in landing into a new file, tests it, and points to it.",
    tags={"kind": "build"},
)
