"""What is withheld: the voices that were withdrawn, and the actions whose words are held back.

Read from the decisions in landing themselves, so that nothing waits for a build.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines import landing
from pipelines.releases.allow_list import SCHEMA, PublicTable
from pipelines.releases.written import REVISIONS

EMPTY = "empty"
"""What a contract says of a column that has no value while its action is held."""


@dataclass(frozen=True)
class Withheld:
    """The voices and actions whose words no release may hold."""

    voices: frozenset[str]
    actions: frozenset[str]

    def named_in(self, query: str) -> dict[str, list[str]]:
        """Return the parameters that a query below names; DuckDB takes no others."""
        both = {"voices": sorted(self.voices), "actions": sorted(self.actions)}
        return {name: value for name, value in both.items() if f"${name}" in query}


def withheld(home: Path) -> Withheld:
    """Return what is withheld now: the last decision on a voice or an action is what counts."""
    last: dict[tuple[str, str], str] = {}
    for landed in landing.landed(home, "decisions"):
        for row in landed.rows("decisions", "decision", "voice_id", "action_id"):
            if row["decision"] in ("approve_voice", "withdraw_voice"):
                last["voice", row["voice_id"]] = row["decision"]
            elif row["decision"] in ("hold", "unhold"):
                last["action", row["action_id"]] = row["decision"]
    return Withheld(
        voices=frozenset(subject for (_, subject), said in last.items() if said == "withdraw_voice"),
        actions=frozenset(subject for (_, subject), said in last.items() if said == "hold"),
    )


@dataclass(frozen=True)
class Rule:
    """How a table reads without what is withheld: which rows stay, and what stands in their columns."""

    table: str
    stays: str
    values: dict[str, str]

    @property
    def query(self) -> str:
        """Return the query of the table without it, from the attached database `plan`."""
        values = ", ".join(f'{value} as "{column}"' for column, value in self.values.items())
        return f"select *{f' replace ({values})' if values else ''} from {self._place} where {self.stays}"

    @property
    def finding(self) -> str:
        """Return the query that says whether the table holds anything that is withheld."""
        changed = [f'"{column}" is distinct from {value}' for column, value in self.values.items()]
        return f"select count(*) from {self._place} where {' or '.join([f'not ({self.stays})', *changed])}"

    @property
    def _place(self) -> str:
        return f'plan.{SCHEMA}."{self.table}"'


def rules(connection: duckdb.DuckDBPyConnection, tables: list[PublicTable]) -> Iterator[Rule]:
    """Yield the rules for the tables and columns that a release, attached as `plan`, has."""
    there: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "select table_name, column_name from duckdb_columns() where database_name = 'plan'"
    ).fetchall():
        there.setdefault(table, set()).add(column)
    for name, row_key in (("voices", "'voice_id=' || voice_id"), ("table_sources", "row_key")):
        if name in there:
            yield Rule(name, f"not list_contains({_VOICES}, {row_key})", {})
    for table in tables:
        values = {
            name: _held(name, column.when_held)
            for name, column in table.columns.items()
            if column.when_held and name in there.get(table.name, ())
        }
        if values:
            yield Rule(table.name, "true", values)
    if REVISIONS.name in there:
        yield _revisions(tables)


_VOICES = "list_transform($voices, lambda voice: 'voice_id=' || voice)"
_IS_HELD = "list_contains($actions, action_id)"


def _held(column: str, when_held: str) -> str:
    value = "null" if when_held == EMPTY else f"'{when_held}'"
    return f'case when {_IS_HELD} then {value} else "{column}" end'


def _revisions(tables: list[PublicTable]) -> Rule:
    """Return the rule for lines that tell of words: those of a voice go, those of an action say nothing."""
    words = [
        f"{table.name}.{name}"
        for table in tables
        for name, column in table.columns.items()
        if column.when_held
    ]
    is_worded = f"{_IS_HELD} and list_contains({words}, table_name || '.' || column_name)"
    return Rule(
        REVISIONS.name,
        f"not list_contains({_VOICES}, row_key)",
        {
            "was": f'case when {is_worded} then null else "was" end',
            "now": f'case when {is_worded} then null else "now" end',
            "why": f'case when {_IS_HELD} then null else "why" end',
            "why_language": f'case when {_IS_HELD} then null else "why_language" end',
        },
    )
