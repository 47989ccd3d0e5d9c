"""The gate before a release: it names whatever would tell of a few people, and nothing else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from pipelines.locale import translated
from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.disclosure import MOVED, disclosure_problems

TOTALS = PublicTable(
    "listening",
    "One row.",
    {
        "participant_count": PublicColumn(
            "How many.", "integer", counts="people", exact_by="is_participant_count_exact",
            held_back_by="is_participant_count_suppressed",
        ),
        "is_participant_count_exact": PublicColumn("Exact?", "boolean"),
        "is_participant_count_suppressed": PublicColumn("Held back?", "boolean"),
    },
)  # fmt: skip
REACH = PublicTable(
    "reach",
    "One row per place.",
    {
        "dimension": PublicColumn("By what."),
        "people_count": PublicColumn("How many.", "integer", counts="people", held_back_by="is_suppressed"),
        "is_suppressed": PublicColumn("Held back?", "boolean"),
    },
)
MONEY = PublicTable(
    "money", "One row.", {"vouchers_gbp": PublicColumn("How much.", "double", counts="people")}
)


@contextmanager
def released(
    listening: tuple[Any, ...],
    reach: Sequence[tuple[Any, ...]] = (("area", 20, False),),
    earlier: tuple[Any, ...] | None = None,
    felt: Sequence[tuple[Any, ...]] | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A release that somebody made by hand, with whatever numbers."""
    with duckdb.connect() as connection:
        for name, row in (("release", listening), ("earlier", earlier)):
            connection.execute(f"attach ':memory:' as {name}")
            connection.execute(f"create schema {name}.public")
            if row is not None:
                connection.execute(
                    f"create table {name}.public.listening as select ?::integer as participant_count, "
                    "?::boolean as is_participant_count_exact, ?::boolean as is_participant_count_suppressed",
                    list(row),
                )
        connection.execute(
            "create table release.public.reach"
            "(dimension varchar, people_count integer, is_suppressed boolean)"
        )
        connection.executemany(
            "insert into release.public.reach values (?, ?, ?)", [list(row) for row in reach]
        )
        connection.execute("create table release.public.money as select 1234.5::double as vouchers_gbp")
        if felt is not None:
            connection.execute(
                "create table release.public.felt(round_id varchar, event_id varchar, asked_about varchar, "
                "subject_id varchar, answered_count integer, people_count integer, is_suppressed boolean)"
            )
            connection.executemany(
                "insert into release.public.felt values ('2026-10', 'F1', 'action', ?, ?, ?, ?)",
                [[*row, row[-1] is None] for row in felt],
            )
        yield connection


def problems(*arguments: Any, **more: Any) -> list[str]:
    with released(*arguments, **more) as connection:
        found = disclosure_problems(connection, [TOTALS, REACH, MONEY], "earlier" in more)
        return [translated(each.message, **each.about) for each in found]


def test_the_gate_lets_rounded_numbers_and_published_totals_pass() -> None:
    assert problems((1234, True, False)) == []
    assert problems((1235, False, False), earlier=(1234, True, False)) == []
    assert problems((None, False, True), [("area", None, True)]) == []
    assert (
        problems((100, True, False), [("area", None, True), ("area", None, True), ("area", 85, False)]) == []
    )


@pytest.mark.parametrize(
    ("found", "arguments", "more"),
    [
        ("not rounded", ((1234, False, False),), {}),
        ("not rounded", ((1234, True, False), [("area", 3, False)]), {}),
        ("said to be held back", ((1235, False, True),), {}),
        ("said to be held back", ((1234, True, False), [("area", 5, True)]), {}),
        (
            "numbers of people back (1)",
            ((1234, True, False), [("area", None, True), ("area", 1230, False)]),
            {},
        ),
        (
            "none of them is more than 4",
            ((98, True, False), [("area", None, True), ("area", None, True), ("area", 95, False)]),
            {},
        ),
        (
            "the difference tells of a few people (1)",
            ((1235, True, False),),
            {"earlier": (1234, True, False)},
        ),
        (
            "the difference tells of a few people (4)",
            ((1230, True, False),),
            {"earlier": (1234, True, False)},
        ),
    ],
)
def test_the_gate_names_whatever_would_tell_of_a_few(
    found: str, arguments: tuple[Any, ...], more: dict[str, Any]
) -> None:
    assert any(found in problem for problem in problems(*arguments, **more))


@pytest.mark.parametrize(
    ("total", "reach", "most"),
    [
        ((98, True, False), [None, None, 95], 4),
        ((99, True, False), [None, None, 95], None),
        ((98, True, False), [None, None, 95, 0], 4),
        ((99, True, False), [None, None, None, 95], 4),
        ((100, True, False), [None, None, None, 95], None),
        ((101, True, False), [None, None, 50, 50], 4),
        ((95, False, False), [None, None, 95], 3),
        ((100, False, False), [None, None, 95], None),
        ((None, False, True), [None, 95], None),
    ],
)
def test_the_gate_works_out_what_is_held_back_as_a_reader_would(
    total: tuple[Any, ...], reach: list[int | None], most: int | None
) -> None:
    """The others may each be two more than they are rounded to; each held back is of one at the least."""
    found = problems(total, [("area", count, count is None) for count in reach] + [("language", 20, False)])

    held = reach.count(None)
    worked_out = (
        f"reach by area holds numbers of people back ({held}), and the total less the others tells that"
    )
    assert found == ([f"{worked_out} none of them is more than {most}"] if most else [])


@pytest.mark.parametrize(
    ("answered", "counts", "most"),
    [
        (30, [20, None, 10, 5], 5),
        (20, [20, None, None, None], None),
        (20, [20, None, None, None, None], 3),
        (20, [10, 15, None, None], 2),
        (20, [20, 0, 0, None, None], None),
        (0, [None, None], None),
        (None, [20, None], None),
        (40, [20, 10, 5, 5], None),
    ],
)
def test_the_gate_works_out_what_people_answered_as_a_reader_would(
    answered: int | None, counts: list[int | None], most: int | None
) -> None:
    """Up to four more may have answered than are shown; where all is held back it may be nobody's."""
    felt = [("A09", answered, count) for count in counts] + [("A10", 40, 40)]
    found = problems((1234, True, False), felt=felt)

    worked_out = (
        f"felt of 2026-10 F1 action A09 holds answers back ({counts.count(None)}), and the number of all who "
        f"answered less the others tells that none of them is of more than {most} people"
    )
    assert found == ([worked_out] if most else [])


@pytest.mark.parametrize(
    ("now", "earlier"),
    [
        ((1229, True, False), (1234, True, False)),
        ((1234, True, False), (1234, True, False)),
        ((1235, True, False), (1234, False, False)),
    ],
)
def test_the_gate_lets_a_published_total_move_by_more_than_a_few_or_from_a_rounded_one(
    now: tuple[Any, ...], earlier: tuple[Any, ...]
) -> None:
    assert problems(now, earlier=earlier) == []


def test_the_gate_counts_what_it_names() -> None:
    assert problems((1234, None, False), [("area", 3, True), ("area", 8, False)]) == [
        "listening.participant_count shows numbers of people that are not rounded to the nearest five (1)",
        "reach.people_count shows numbers of people that are not rounded to the nearest five (2)",
        "reach.people_count shows numbers of people that are said to be held back (1)",
        "reach by area holds numbers of people back (1), and the total less the others tells that none of "
        "them is more than 1229",
    ]


def test_a_total_is_compared_wherever_it_stands_in_its_table_and_only_where_a_release_came_before() -> None:
    columns = dict(reversed(TOTALS.columns.items()))
    last = replace(TOTALS, columns=columns)
    with released((1235, True, False), earlier=(1234, True, False)) as connection:
        assert [each.message for each in disclosure_problems(connection, [last], has_earlier=True)] == [MOVED]
        assert disclosure_problems(connection, [last]) == []


def test_what_a_release_or_the_one_before_does_not_have_is_not_asked_for() -> None:
    with released((1235, True, False)) as connection:
        assert disclosure_problems(connection, [TOTALS, REACH], has_earlier=True) == []
        connection.execute("drop table release.public.listening")
        assert disclosure_problems(connection, [TOTALS, REACH]) == []
