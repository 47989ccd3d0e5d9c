"""The SQL and the plain rules agree, on random histories and on the whole demonstration."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pytest

from tests.reference.comment_rules import Comment, Ended, outcomes
from tests.reference.delivery_rules import Standing
from tests.reference.plan_history import PlanHistory, Rows
from tests.reference.random_plan import AS_OF, RandomPlan
from tests.support.plan_rows import source_columns

Key = TypeVar("Key")
Found = TypeVar("Found")
SEED = 20241122
LISTENED = (
    "topics",
    "action_topics",
    *(
        f"taguette_{table}"
        for table in (
            "projects", "documents", "tags", "comments", "highlights", "highlight_comments", "highlight_tags"
        )
    ),
)  # fmt: skip
PLAYED = ("receipts", "updates", "decisions", "plan", "actions", "rounds", *LISTENED)
STANDINGS = """
    select round_id, action_id, headline, freshness, stage, rating, agreed_party_id, agreed_finish_on,
        finish_moved_count, days_since_confirmed
    from plan.review.fct_action_rounds
"""


def standings_in(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Standing]:
    rows = connection.execute(STANDINGS).fetchall()
    return {(round_id, action_id): Standing(*facts) for round_id, action_id, *facts in rows}


def outcomes_in(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, Comment], Ended]:
    rows = connection.execute(
        "select round_id, project_key, comment_key, outcome, action_ids "
        "from plan.review.fct_comment_outcomes where project_key <> 'sheet'"
    ).fetchall()
    return {(round_id, (project, key)): (outcome, ids) for round_id, project, key, outcome, ids in rows}


def differences(
    found: Mapping[Key, Found], expected: Mapping[Key, Found]
) -> list[tuple[Key, Found | None, Found | None]]:
    keys = sorted(found.keys() | expected.keys(), key=str)
    return [(key, found.get(key), expected.get(key)) for key in keys if found.get(key) != expected.get(key)]


def complete(rows: dict[str, list[dict[str, Any]]]) -> Rows:
    """Return rows with every column of their table, as the raw tables hold them."""
    columns = source_columns()
    return {table: [dict.fromkeys(columns[table]) | row for row in rows[table]] for table in PLAYED}


@pytest.fixture(scope="module")
def random_history() -> RandomPlan:
    history = RandomPlan(SEED, action_count=500, with_corrections=True)
    history.tell()
    history.listen()
    return history


def test_500_random_histories_end_as_the_plain_rules_say(random_history: RandomPlan, tmp_path: Path) -> None:
    history = PlanHistory(complete(random_history.plan.rows), AS_OF)
    expected = history.standings()

    with random_history.plan.build(tmp_path / "plan.duckdb", AS_OF) as connection:
        found, became = standings_in(connection), outcomes_in(connection)

    assert len(found) == 500 * 14
    assert differences(found, expected)[:3] == []
    assert len({standing.headline for standing in found.values()}) == 10
    assert differences(became, outcomes(history, expected))[:3] == []
    assert len({outcome for outcome, _ in became.values()}) == 11
    assert {sum(at == one.round_id for at, _ in became) for one in history.rounds[:14]} == {200, 300}


def test_every_round_of_the_demonstration_ends_as_the_plain_rules_say(demonstration: Path) -> None:
    pointer = json.loads((demonstration / "warehouse" / "current.json").read_text())
    (file,) = (demonstration / "warehouse").glob(f"build-{pointer['build_id']}.duckdb")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as plan (read_only)")
        rows = {table: raw_rows(connection, table) for table in PLAYED}
        ((as_of,),) = connection.execute("select as_of from plan.raw.build").fetchall()
        found, became = standings_in(connection), outcomes_in(connection)

    history = PlanHistory(rows, as_of.replace(tzinfo=UTC))
    expected = history.standings()
    assert differences(found, expected) == []
    assert differences(became, outcomes(history, expected)) == []
    assert {sum(at == one.round_id for at, _ in became) for one in history.rounds[:14]} == {3962}


def raw_rows(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    result = connection.execute(f"from plan.raw.{table}")
    names = [column[0] for column in result.description]
    return [
        {name: in_utc(value) for name, value in zip(names, row, strict=True)} for row in result.fetchall()
    ]


def in_utc(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
