"""The release of one round: a separate job, for publishing is a decision and no step of a refresh."""

import dagster as dg

from pipelines import clock
from pipelines.defs.resources import Deployment
from pipelines.defs.warehouse import current_build
from pipelines.register import current_plan_clock
from pipelines.releases.allow_list import public_tables
from pipelines.releases.publish import publish as publish_release
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.models import prepare_manifest


class Publication(dg.Config):
    """Which round to publish, when, and why if it is a correction."""

    round_id: str
    published_at: str | None = None
    reason: str | None = None


@dg.asset(key=["releases", "current_release"], group_name="releases", deps=[current_build], kinds={"duckdb"})
def current_release(config: Publication, deployment: Deployment) -> dg.MaterializeResult[None]:
    """Copy the public tables of the current build, up to one round, into a new release."""
    home = deployment.folder
    published_at = (
        clock.parse(config.published_at) if config.published_at else clock.now(current_plan_clock(home))
    )
    release = publish_release(
        home / "releases",
        Warehouse.of(home).current(),
        public_tables(prepare_manifest()),
        config.round_id,
        published_at,
        config.reason,
    )
    return dg.MaterializeResult(metadata={"release": release.release_id, "build": release.build_id})


publish = dg.define_asset_job(
    "publish",
    selection=[current_release],
    executor_def=dg.in_process_executor,
    description="Releases one round of the current build to the public.",
)
