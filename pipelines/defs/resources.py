"""The deployment that a run works on, and the build that it makes there."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Self

import dagster as dg
from pydantic import PrivateAttr

from pipelines.releases.candidate import Candidate
from pipelines.releases.sealing import working
from pipelines.settings import Settings
from pipelines.warehouse.builds import Warehouse

_WAIT_SECONDS = 300
"""How long a run that Dagster launches waits for a refresh from a shell: nobody is there to try again."""

_RETRIES = 3


class Deployment(dg.ConfigurableResource):  # type: ignore[type-arg]
    """A deployment's folder."""

    home: str
    retry_count: int = 0
    """How often what may pass is tried again, with longer and longer waits."""

    @property
    def folder(self) -> Path:
        """The folder as a path."""
        return Path(self.home)

    def hold(self) -> None:
        """Hold what a run works on until it ends: of a deployment, nothing."""


class _Held(Deployment):
    """A deployment of which a lock is held from the run's first step to its last.

    A step takes it, and not Dagster beforehand: a run that cannot have it then fails with our own sentence.
    """

    _run: ExitStack = PrivateAttr(default_factory=ExitStack)
    _is_held: bool = PrivateAttr(default=False)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Let go of the lock when the run has ended."""
        with ExitStack() as self._run:
            self._is_held = False
            yield self

    def hold(self) -> None:
        """Take the lock, if this run does not have it."""
        if not self._is_held:
            self._run.enter_context(self._lock())
            self._is_held = True

    @abstractmethod
    def _lock(self) -> AbstractContextManager[object]:
        """Return the lock, not yet taken."""


class BuildInProgress(_Held):
    """A deployment whose warehouse is held: one refresh is made at a time."""

    wait_seconds: float = 0
    """How long to wait for another refresh to end."""

    def _lock(self) -> AbstractContextManager[object]:
        return self.warehouse.making(self.wait_seconds)

    @property
    def warehouse(self) -> Warehouse:
        """The warehouse that the build goes into."""
        return Warehouse.of(self.folder)


class ReleasesInProgress(_Held):
    """A deployment whose releases are held: one run works on them at a time."""

    _candidates: list[Candidate] = PrivateAttr(default_factory=list)

    def _lock(self) -> AbstractContextManager[object]:
        return working(self.folder / "releases")

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
        resources={
            "deployment": Deployment(home=home, retry_count=_RETRIES),
            "build": BuildInProgress(home=home, retry_count=_RETRIES, wait_seconds=_WAIT_SECONDS),
            "releases": ReleasesInProgress(home=home, retry_count=_RETRIES),
        },
        executor=dg.in_process_executor,
    )
