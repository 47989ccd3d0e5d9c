"""What differs between two releases is found, each value and each row; what is news is not."""

from collections.abc import Sequence
from typing import Any

import duckdb
import pytest

from pipelines.releases.allow_list import SCHEMA, PublicColumn, PublicTable
from pipelines.releases.differences import WHOLE_ROW, Difference, differences

CALENDAR = ["z-first", "a-second"]
"""Two rounds, in the order of the calendar and not of their names."""

STATES = PublicTable(
    "action_rounds",
    "",
    {name: PublicColumn("") for name in ("round_id", "action_id", "stage", "finish_on")},
    primary_key=("round_id", "action_id"),
)
ACTIONS = PublicTable(
    "actions",
    "",
    {name: PublicColumn("") for name in ("action_id", "title_en")},
    primary_key=("action_id",),
)
PARTNERS = PublicTable(
    "action_partners",
    "",
    {name: PublicColumn("") for name in ("partner_id", "role", "action_id")},
    primary_key=("partner_id", "role"),
)
PLAN = PublicTable("plan", "", {"name_en": PublicColumn("")})
BEFORE = [("z-first", "A1", "in_progress", None), ("a-second", "A1", "in_progress", "2025-03-31")]

Rows = Sequence[tuple[Any, ...]]


def between(table: PublicTable, earlier: Rows, release: Rows, *not_in_earlier: str) -> list[Difference]:
    """Return what differs between two releases of one table; the earlier one has not every column."""
    with duckdb.connect() as connection:
        for database, rows in (("earlier", earlier), ("release", release)):
            connection.execute(f"attach ':memory:' as {database}")
            connection.execute(f"create schema if not exists {database}.{SCHEMA}")
            columns = ", ".join(f"{name} varchar" for name in table.columns)
            place = f"{database}.{SCHEMA}.{table.name}"
            connection.execute(f"create table {place} ({columns})")
            for row in rows:
                connection.execute(f"insert into {place} values ({', '.join('?' * len(row))})", row)
        for name in not_in_earlier:
            connection.execute(f"alter table earlier.{SCHEMA}.{table.name} drop column {name}")
        return list(differences(connection, [table], CALENDAR))


def test_each_value_that_changed_is_named_by_the_key_of_its_row_its_round_and_its_action() -> None:
    now = [("z-first", "A1", "complete", "2025-01-31"), BEFORE[1]]

    key = "round_id=z-first;action_id=A1"
    assert between(STATES, BEFORE, now) == [
        Difference("action_rounds", key, "finish_on", "z-first", "A1", None, "2025-01-31"),
        Difference("action_rounds", key, "stage", "z-first", "A1", "in_progress", "complete"),
    ]
    assert between(STATES, BEFORE, BEFORE) == []


def test_differences_come_in_the_order_of_the_calendar() -> None:
    now = [(*row[:2], "complete", row[3]) for row in BEFORE]

    assert [found.round_id for found in between(STATES, BEFORE, now)] == CALENDAR


def test_a_row_that_went_is_one_and_so_is_one_that_came_into_a_round_that_was_out() -> None:
    (gone,) = between(STATES, BEFORE, BEFORE[:1])
    (late,) = between(STATES, BEFORE, [*BEFORE, ("z-first", "A2", "complete", None)])

    assert gone == Difference(
        "action_rounds", "round_id=a-second;action_id=A1", WHOLE_ROW, "a-second", "A1", WHOLE_ROW, None
    )
    assert late == Difference(
        "action_rounds", "round_id=z-first;action_id=A2", WHOLE_ROW, "z-first", "A2", None, WHOLE_ROW
    )


def test_the_rows_of_a_new_round_are_news() -> None:
    assert between(STATES, BEFORE, [*BEFORE, ("m-third", "A1", "complete", None)]) == []


def test_in_a_table_without_rounds_a_new_row_is_news_and_one_that_changed_or_went_is_a_difference() -> None:
    before = [("A1", "A park"), ("A2", "A bus")]

    assert between(ACTIONS, before, [*before, ("A3", "A gate")]) == []
    assert between(ACTIONS, before, [("A1", "A garden")]) == [
        Difference("actions", "action_id=A1", "title_en", None, "A1", "A park", "A garden"),
        Difference("actions", "action_id=A2", WHOLE_ROW, None, "A2", WHOLE_ROW, None),
    ]


def test_a_column_that_the_earlier_release_did_not_have_is_news_and_so_is_a_table_of_other_keys() -> None:
    now = [(*row[:3], "2026-01-01") for row in BEFORE]
    assert between(STATES, BEFORE, now, "finish_on") == []

    before, after = [("council", "lead", "A1")], [("council", "lead", "A2")]
    assert len(between(PARTNERS, before, after)) == 1
    assert between(PARTNERS, before, after, "partner_id") == []


@pytest.mark.parametrize("now", ["Another name", None])
def test_a_table_without_a_key_cannot_be_compared(now: str | None) -> None:
    assert between(PLAN, [("A name",)], [(now,)]) == []
