"""The deployment that a run works on, and the build that it makes there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

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


class BuildInProgress(Deployment):
    """A deployment whose warehouse's lock is held from the run's first step to its last."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold the lock while the run goes on."""
        with self.warehouse.making():
            yield self

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse that the build goes into."""
        return Warehouse.of(self.folder)


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources, configured from the settings."""
    home = str(Settings().home)
    return dg.Definitions(
        resources={"deployment": Deployment(home=home), "build": BuildInProgress(home=home)},
        executor=dg.in_process_executor,
    )
