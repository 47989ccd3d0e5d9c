"""The deployment that a run works on, and the build that it makes there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import dagster as dg
from pydantic import PrivateAttr

from pipelines.backup.target import TargetFailed
from pipelines.errors import NotPossibleNow, Refusal
from pipelines.mail import NotSent
from pipelines.releases.candidate import Candidate
from pipelines.releases.sealing import working
from pipelines.settings import Settings
from pipelines.warehouse.builds import Warehouse

_WAIT_SECONDS = 300
"""How long a run that Dagster launches waits for a refresh from a shell: nobody is there to try again."""

_RETRIES, _FIRST_WAIT_SECONDS = 3, 5


class Deployment(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A deployment's folder."""

    home: str
    retry_count: int = 0
    """How often what may pass is tried again, with longer and longer waits."""

    @property
    def folder(self) -> Path:
        """The folder as a path."""
        return Path(self.home)


class BuildInProgress(Deployment):
    """A deployment whose warehouse's lock is held from the run's first step to its last."""

    wait_seconds: float = 0
    """How long to wait for another refresh to end."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold the lock while the run goes on."""
        with self.warehouse.making(self.wait_seconds):
            yield self

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


@contextmanager
def failing_for_good(
    context: dg.AssetExecutionContext | dg.OpExecutionContext, of: Deployment
) -> Iterator[None]:
    """Try again what may pass, a disk or a server that does not answer, and nothing else."""
    try:
        yield
    except (NotSent, TargetFailed, OSError) as error:
        if of.retry_count <= context.retry_number:
            raise
        wait = _FIRST_WAIT_SECONDS * 2**context.retry_number
        raise dg.RetryRequested(max_retries=of.retry_count, seconds_to_wait=wait) from error
    except (Refusal, NotPossibleNow) as error:
        raise dg.Failure(str(error), allow_retries=False) from error


@dg.definitions
def resources() -> dg.Definitions:
    """Return the resources, configured from the settings."""
    home = str(Settings().home)
    return dg.Definitions(
        resources={
            "deployment": Deployment(home=home, retry_count=_RETRIES),
            "build": BuildInProgress(home=home, retry_count=_RETRIES, wait_seconds=_WAIT_SECONDS),
            "releases": ReleasesInProgress(home=home, retry_count=_RETRIES),
        },
        executor=dg.in_process_executor,
    )
