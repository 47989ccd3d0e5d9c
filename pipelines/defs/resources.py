"""The one resource: the deployment that a run works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg

from pipelines.settings import Settings
from pipelines.warehouse.builds import Warehouse


class Deployment(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A deployment's folder."""

    home: str

    @property
    def folder(self) -> Path:
        """The folder as a path."""
        return Path(self.home)


class BuildInProgress(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The build that a run makes: holds the warehouse's lock from the run's first step to its last."""

    deployment: Deployment

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["BuildInProgress"]:
        """Hold the lock while the run goes on."""
        with self.warehouse.making():
            yield self

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse that the build goes into."""
        return Warehouse.of(self.deployment.folder)


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources, configured from the settings."""
    deployment = Deployment(home=str(Settings().home))
    return dg.Definitions(
        resources={"deployment": deployment, "build": BuildInProgress(deployment=deployment)},
        executor=dg.in_process_executor,
    )
