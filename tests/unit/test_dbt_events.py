"""dbt's warnings are heard in full, and what is below a warning is neither heard nor written."""

from copy import copy

import pytest
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager_client import get_event_manager
from dbt_common.events.functions import fire_event
from dbt_common.events.types import Note

from pipelines.warehouse.dbt_events import hear_warnings_only


@pytest.fixture
def heard() -> list[str]:
    hear_warnings_only()
    messages: list[str] = []
    get_event_manager().callbacks.append(lambda event: messages.append(event.info.msg))
    return messages


def test_an_event_is_dropped_unwritten_below_a_warning(heard: list[str]) -> None:
    event = Note(msg="compiled one more model")
    fire_event(event)
    assert heard == []
    assert "pb_msg" not in vars(event)


def test_a_warning_is_heard_with_its_words(heard: list[str]) -> None:
    fire_event(Note(msg="one model is deprecated"), level=EventLevel.WARN)
    fire_event(Note(msg="one model cannot be built"), level=EventLevel.ERROR)
    assert heard == ["one model is deprecated", "one model cannot be built"]


def test_an_event_reads_the_same_whenever_it_is_written() -> None:
    hear_warnings_only()
    event: BaseEvent = Note(msg="read late")
    assert event.message() == "read late"
    assert event.to_dict() == {"msg": "read late"}
    assert copy(Note(msg="read of a copy")).message() == "read of a copy"
