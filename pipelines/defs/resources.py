"""The deployment that a run works on, and the build that it makes there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import dagster as dg
from pydantic import PrivateAttr

from pipelines.releases.candidate import Candidate
from pipelines.releases.sealing import working
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

    _passed_test_count: int = PrivateAttr(default=0)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold the lock while the run goes on."""
        with self.warehouse.making():
            yield self

    def note_tests(self, passed_count: int) -> None:
        """Keep how many dbt tests passed until the build is finished."""
        self._passed_test_count = passed_count

    @property
    def passed_test_count(self) -> int:
        """How many dbt tests passed in this run."""
        return self._passed_test_count

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse that the build goes into."""
        return Warehouse.of(self.folder)


class ReleasesInProgress(Deployment):
    """A deployment whose releases' lock is held from the run's first step to its last."""

    _candidates: list[Candidate] = PrivateAttr(default_factory=list)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold the lock while the run goes on."""
        with working(self.folder / "releases"):
            yield self

    def keep(self, made: list[Candidate]) -> None:
        """Keep the candidates of this run until they are put in place."""
        self._candidates = made

    @property
    def candidates(self) -> list[Candidate]:
        """The candidates of this run."""
        return self._candidates


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources, configured from the settings."""
    home = str(Settings().home)
    return dg.Definitions(
        resources={"build": BuildInProgress(home=home), "releases": ReleasesInProgress(home=home)},
        executor=dg.in_process_executor,
    )
