"""What dbt says while it works: warnings and errors are heard, and nothing else costs time.

dbt writes every event as a protobuf message before anybody can say that it is of no interest. Some thousand
events of a build are dropped unread; to write them took a tenth of its time.
"""

from collections.abc import Callable
from typing import Any

from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.events.event_manager_client import ctx_set_event_manager

_UNWRITTEN = "fields_unwritten"
_write: Callable[..., None] = BaseEvent.__init__
_read: Callable[[BaseEvent, str], Any] = BaseEvent.__getattr__


def hear_warnings_only() -> None:
    """Drop dbt's events below a warning from here on, and write an event only when it is first read."""
    ctx_set_event_manager(_WarningsOnly())
    BaseEvent.__init__ = _keep_fields  # type: ignore[assignment, method-assign]
    BaseEvent.__getattr__ = _write_and_read  # type: ignore[method-assign]


class _WarningsOnly(EventManager):
    def fire_event(self, e: BaseEvent, level: EventLevel | None = None, *args: Any, **kwargs: Any) -> None:
        if (level or e.level_tag()) in (EventLevel.WARN, EventLevel.ERROR):
            super().fire_event(e, level, *args, **kwargs)


def _keep_fields(event: BaseEvent, *values: Any, **fields: Any) -> None:
    vars(event)[_UNWRITTEN] = (values, fields)


def _write_and_read(event: BaseEvent, name: str) -> Any:
    if unwritten := vars(event).pop(_UNWRITTEN, None):
        values, fields = unwritten
        _write(event, *values, **fields)
    return _read(event, name)
