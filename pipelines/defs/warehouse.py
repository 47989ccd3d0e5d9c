"""Landing → raw → every dbt model → the pointer: the assets of one refresh."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, dbt_assets

from pipelines import clock
from pipelines.defs.resources import BuildInProgress
from pipelines.register import current_plan_clock, plan_zone
from pipelines.warehouse import models, raw
from pipelines.warehouse.builds import new_build_id

MANIFEST = models.prepare_manifest()
WITHOUT_UNIT_TESTS = "resource_type:unit_test"


class Refresh(dg.Config):
    """What a refresh may be told: the time to build for, ISO 8601; by default the plan's own now."""

    as_of: str | None = None


class BySchema(DagsterDbtTranslator):
    """Groups the models in Dagster as in the database: by schema."""

    def get_group_name(self, dbt_resource_props: Any) -> str | None:
        """Return the schema of the model."""
        return str(dbt_resource_props["schema"])


@dg.multi_asset(
    name="raw",
    group_name="raw",
    specs=[
        dg.AssetSpec(["raw", name], description=f"Rows of {name} as accepted at the door.", kinds={"duckdb"})
        for name in ("build", "receipts", *raw.raw_tables())
    ],
)
def raw_tables(config: Refresh, build: BuildInProgress) -> Iterator[dg.MaterializeResult[None]]:
    """Load every accepted submission into schema `raw` of a new build file."""
    home = build.folder
    stands_at = current_plan_clock(home)
    as_of = clock.parse(config.as_of, plan_zone(home)) if config.as_of else clock.now(stands_at)
    build_id = new_build_id(clock.now())
    for name, row_count in raw.load(build.warehouse.building, home, build_id, as_of):
        yield dg.MaterializeResult(asset_key=["raw", name], metadata={"dagster/row_count": row_count})


@dbt_assets(manifest=MANIFEST, name="models", exclude=WITHOUT_UNIT_TESTS, dagster_dbt_translator=BySchema())
def dbt_models(
    context: dg.AssetExecutionContext, build: BuildInProgress
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Build every dbt model in the build file and run its data tests."""
    try:
        nodes = models.build_models(build.warehouse.building, ["--exclude", WITHOUT_UNIT_TESTS])
    except models.ModelsFailed as failure:
        yield from _events(context, failure.nodes)
        raise dg.Failure(str(failure), allow_retries=False) from failure
    build.note_tests(sum(node.node.resource_type == "test" and node.status == "pass" for node in nodes))
    yield from _events(context, nodes)


def _events(
    context: dg.AssetExecutionContext, nodes: list[Any]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Translate dbt's results into Dagster's, each model before the tests on it."""
    checks = {key.name: key for key in context.selected_asset_check_keys}
    for result in nodes:
        node = result.node
        if node.resource_type in ("model", "seed") and result.status == "success":
            yield dg.MaterializeResult(asset_key=[node.schema, node.name])
        elif node.resource_type == "test" and (check := checks.get(node.name)):
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
)
def current_build(build: BuildInProgress) -> dg.MaterializeResult[None]:
    """Name the finished build and point to it; readers see it from then on."""
    build_id, as_of = raw.build_of(build.warehouse.building)
    finished = build.warehouse.finish(build_id, as_of, clock.now(), build.passed_test_count)
    return dg.MaterializeResult(metadata={"file": finished.file.name, "as_of": finished.as_of.isoformat()})


refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("releases"),
    executor_def=dg.in_process_executor,
    description="Builds everything in landing into a new file, tests it, and points to it.",
)
