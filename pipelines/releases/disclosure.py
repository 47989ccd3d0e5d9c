"""Disclosure control, once more where it counts: on the tables of a release, just before it becomes public.

The rule (conventions P2): a public number of people is rounded to the nearest five, and 1 to 4 are held
back, with as many other numbers as it takes that nobody can work them out. Exact is only a total that the
plan has published itself, and a later release may not move it by a few: the difference would tell of them.
Numbers of comments, events, actions, hours and money are no numbers of people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.locale import N_
from pipelines.releases.allow_list import SCHEMA, PublicTable

PEOPLE = "people"
FEW = 4
"""So many people, and fewer, are never shown."""

_HALF = 2
"""How far a number rounded to the nearest five can be from the true one."""

_HALF_OF_TEN = 4
"""How far below the true one a number rounded to the nearest ten can be."""

_MARGINS = f"""
select
    reach.dimension,
    count(*) filter (where is_suppressed) as held_count,
    any_value(total.participant_count) - sum(coalesce(reach.people_count, 0))
        + count(nullif(reach.people_count, 0)) * {_HALF}
        + case when any_value(total.is_participant_count_exact) then 0 else {_HALF} end as at_most
from release.{SCHEMA}.reach as reach
cross join release.{SCHEMA}.listening as total
where total.participant_count is not null
group by reach.dimension
having held_count > 0
order by reach.dimension
"""

_OF_ANSWERS = ("round_id", "event_id", "asked_about", "subject_id")
_ANSWERS = f"""
select
    {", ".join(_OF_ANSWERS)},
    count(*) filter (where is_suppressed) as held_count,
    count(*) = held_count as is_all_held,
    any_value(answered_count) + {_HALF_OF_TEN} - sum(coalesce(people_count, 0))
        + count(nullif(people_count, 0)) * {_HALF} as at_most
from release.{SCHEMA}.felt
group by {", ".join(_OF_ANSWERS)}
having held_count > 0 and any_value(answered_count) is not null
order by {", ".join(_OF_ANSWERS)}
"""


NOT_ROUNDED = N_("{column} shows numbers of people that are not rounded to the nearest five ({count})")
NOT_HELD_BACK = N_("{column} shows numbers of people that are said to be held back ({count})")
WORKED_OUT = N_(
    "reach by {dimension} holds numbers of people back ({count}), and the total less the others tells that "
    "none of them is more than {most}"
)
ANSWERS_WORKED_OUT = N_(
    "felt of {question} holds answers back ({count}), and the number of all who answered less the others "
    "tells that none of them is of more than {most} people"
)
MOVED = N_(
    "{column} was published as {was} and would be {now}: the difference tells of a few people ({count}). "
    "Leave the published total in the register as it was"
)


@dataclass(frozen=True)
class Disclosed:
    """What would tell of a few people: a sentence, to be said in any language, and what it speaks of."""

    message: str
    about: dict[str, object]


def disclosure_problems(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[PublicTable], has_earlier: bool = False
) -> list[Disclosed]:
    """Return what would tell of a few people; empty if nothing does.

    The tables are those of the attached database `release`; where it `has_earlier`, they are compared with
    the one before, attached as `earlier`.
    """
    there = _columns(connection, "release")
    found = [*_numbers(connection, tables, there)]
    if {("reach", "people_count"), ("listening", "is_participant_count_exact")} <= there:
        found += _margins(connection)
    if ("felt", "people_count") in there:
        found += _answers(connection)
    if has_earlier:
        found += _moves(connection, tables, there & _columns(connection, "earlier"))
    return found


def _numbers(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[PublicTable], there: set[tuple[str, str]]
) -> Iterator[Disclosed]:
    """Yield each column that shows a number of people neither rounded nor published by the plan."""
    for table in tables:
        for name, column in table.columns.items():
            if column.counts != PEOPLE or column.type == "double" or (table.name, name) not in there:
                continue
            is_exact = f'coalesce("{column.exact_by}", false)' if column.exact_by else "false"
            ways = [(NOT_ROUNDED, f'not {is_exact} and "{name}" % 5 <> 0')]
            if column.held_back_by:
                ways.append((NOT_HELD_BACK, f'"{column.held_back_by}"'))
            for wrong, condition in ways:
                ((count,),) = connection.execute(
                    f'select count("{name}") from release.{SCHEMA}."{table.name}" where {condition}'
                ).fetchall()
                if count:
                    yield Disclosed(wrong, {"column": f"{table.name}.{name}", "count": count})


def _margins(connection: duckdb.DuckDBPyConnection) -> Iterator[Disclosed]:
    """Yield each way of counting people by which what is held back can be worked out from the total."""
    for dimension, held_count, at_most in connection.execute(_MARGINS).fetchall():
        # each other number that is held back stands for one person at the least
        most = at_most - (held_count - 1)
        if held_count == 1 or most <= FEW:
            yield Disclosed(WORKED_OUT, {"dimension": dimension, "count": held_count, "most": most})


def _answers(connection: duckdb.DuckDBPyConnection) -> Iterator[Disclosed]:
    """Yield each question at an event whose held back answers the number of all who answered tells."""
    for *place, held_count, is_all_held, at_most in connection.execute(_ANSWERS).fetchall():
        # where every answer is held back some may be nobody's; else each stands for one person at the least
        most = at_most if is_all_held else at_most - (held_count - 1)
        if held_count == 1 or most < FEW:
            about = {"question": " ".join(place), "count": held_count, "most": most}
            yield Disclosed(ANSWERS_WORKED_OUT, about)


def _moves(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[PublicTable], there: set[tuple[str, str]]
) -> Iterator[Disclosed]:
    """Yield each exact total that differs from the earlier release's by a few people."""
    for table in tables:
        for name, column in table.columns.items():
            if not column.exact_by or (table.name, column.exact_by) not in there:
                continue
            moved = connection.execute(
                f'select was."{name}", now."{name}" from earlier.{SCHEMA}."{table.name}" as was '
                f'cross join release.{SCHEMA}."{table.name}" as now '
                f'where was."{column.exact_by}" and now."{column.exact_by}" '
                f'and abs(was."{name}" - now."{name}") between 1 and {FEW}'
            ).fetchall()
            for was, now in moved:
                about = {"column": f"{table.name}.{name}", "was": was, "now": now, "count": abs(now - was)}
                yield Disclosed(MOVED, about)


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> set[tuple[str, str]]:
    rows = connection.execute(
        "select table_name, column_name from duckdb_columns() "
        "where database_name = $database and schema_name = $schema",
        {"database": database, "schema": SCHEMA},
    ).fetchall()
    return {(table, column) for table, column in rows}
