"""The Dagster instance of runs in this process, which keeps no events.

What a run did stands in the build and the release. To write each event to a database in memory, and to ask it
for the versions of every input that the same run has just made, would cost half as much as the models do.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.event_api import EventRecordsResult
from dagster._core.storage.event_log import InMemoryEventLogStorage

from pipelines.settings import Settings

_NONE = EventRecordsResult(records=[], cursor="", has_more=False)


@lru_cache
def instance() -> dg.DagsterInstance:
    """Return the one instance of this process, in memory."""
    made = dg.DagsterInstance.ephemeral()
    made._event_storage = _NothingKept()
    made._event_storage.register_instance(made)
    return made


def dagster_folder() -> Path:
    """Return where the deployment keeps what Dagster knows of runs that the daemon launched."""
    return Settings().home / "dagster"


class _NothingKept(InMemoryEventLogStorage):
    """The events of a run are in its result; none is kept besides."""

    def store_event(self, event: dg.EventLogEntry) -> None:
        pass

    def store_event_batch(self, events: Sequence[dg.EventLogEntry]) -> None:
        pass

    def get_asset_records(self, asset_keys: Sequence[dg.AssetKey] | None = None) -> list[Any]:
        return []

    def fetch_observations(self, *args: Any, **kwargs: Any) -> EventRecordsResult:
        return _NONE
