"""From what is published to the receipts it rests on, and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.landing import landed
from pipelines.releases.release import current_release
from pipelines.warehouse.builds import reading


def trace(home: Path, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(
        app, ["trace", *arguments, "--json", "--home", str(home)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    current = current_release(home / "releases")
    assert current is not None
    with reading(home / "releases" / current["file"]) as connection:
        return connection.execute(sql).fetchall()


def standing(found: dict[str, Any], used_for: str, row: str, round_id: str) -> str:
    """Return the receipt that a row rests on in a round, as a reader of the answer finds it."""
    (receipt,) = {
        each["receipt_id"]
        for each in found["rows"]
        if (each["used_for"], each["row"]) == (used_for, row)
        and each["from_round"] <= round_id
        and (each["until_round"] is None or round_id < each["until_round"])
    }
    return str(receipt)


@pytest.mark.parametrize("round_id", ["2024-12", "2025-03", "2025-06"])
def test_the_views_of_an_action_lead_to_the_submissions_that_said_so(
    demonstration: Path, round_id: str
) -> None:
    found = trace(demonstration, "A09")
    feeds = {
        submission.receipt_id: submission
        for feed in ("return", "decisions")
        for submission in landed(demonstration, feed)
    }

    for party, words, is_agreed in query(
        demonstration,
        "select party_id, words, is_agreed from public.action_views "
        f"where action_id = 'A09' and round_id = '{round_id}'",
    ):
        used_for = "agreed_view" if is_agreed else "other_view"
        receipt = standing(found, used_for, f"action_id=A09;party_id={party}", round_id)
        table = "decisions" if feeds[receipt].partner_id is None else "updates"
        said = [row.get("what_happened") or row.get("words") for row in feeds[receipt].rows(table)]
        assert words in said


def test_every_row_of_the_rounds_leads_to_a_receipt_of_the_deployment(demonstration: Path) -> None:
    known = {
        submission.receipt_id
        for feed in ("return", "decisions", "register", "highlights", "engagements", "workshops")
        for submission in landed(demonstration, feed)
    }
    told = "from public.sources where action_id = rows.action_id and round_id <= rows.round_id"
    without = [
        query(demonstration, f"select count(*) from public.{table} as rows where not exists ({told} {use})")
        for table, use in (
            ("action_rounds", "and used_for = 'plan'"),
            ("action_rounds", "and (used_for = 'agreed_view' or rows.agreed_party_id is null)"),
            ("milestone_rounds", "and (used_for = 'milestone' or rows.state = 'not_started')"),
            (
                "action_views",
                "and used_for = case when rows.is_agreed then 'agreed_view' else 'other_view' end "
                "and subject_id = rows.party_id",
            ),
        )
    ]
    receipts = query(demonstration, "select receipt_id from public.sources")

    assert without == [[(0,)]] * 4
    assert {receipt for (receipt,) in receipts} <= known


def test_every_table_of_a_release_leads_to_a_receipt(demonstration: Path) -> None:
    of_the_software = {"definitions", "headline_changes", "release", "sign_offs", "revisions"}
    of_the_way = {"sources", "table_sources"}
    tables = {name for (name,) in query(demonstration, "select table_name from duckdb_tables()")}
    tables -= of_the_software | of_the_way
    by_round = {"action_rounds", "action_views", "milestone_rounds", "theme_rounds", "plan_rounds"}
    by_round |= {"theme_outcomes", "topic_outcomes", "felt", "felt_events", "questions", "question_counts"}
    by_round |= {"indicator_values"}
    whole = {name for (name,) in query(demonstration, "select distinct table_name from public.table_sources")}

    assert tables - by_round == whole


def test_a_voice_leads_to_its_approval_and_a_table_to_its_lists(demonstration: Path) -> None:
    ((voice,),) = query(demonstration, "select min(voice_id) from public.voices")

    approval = trace(demonstration, voice)["rows"]
    assert [row["feed"] for row in approval] == ["decisions"]
    assert {row["feed"] for row in trace(demonstration, "listening")["rows"]} == {
        "contributions",
        "engagements",
        "highlights",
        "workshops",
    }


def test_a_question_leads_to_the_receipt_it_came_with_and_to_that_of_its_answer(demonstration: Path) -> None:
    rows = trace(demonstration, "Q01")["rows"]

    assert [(row["feed"], row["used_for"], row["from_round"]) for row in rows] == [
        ("questions", "question", "2025-06"),
        ("decisions", "answer", "2025-06"),
    ]


def test_a_receipt_leads_to_everything_published_from_it(demonstration: Path) -> None:
    (sent,) = [
        found
        for found in landed(demonstration, "return")
        if (found.partner_id, found.round_id) == ("health-board", "2024-06")
    ]
    spoken_of = {f"action_id={row['action_id']}" for row in sent.rows("updates")}

    found = trace(demonstration, sent.receipt_id)

    assert found["receipt"]["partner_id"] == "health-board"
    assert {row["table"] for row in found["rows"]} == {"action_rounds", "action_views"}
    assert {row["row"].partition(";")[0] for row in found["rows"]} == spoken_of
    assert all(row["releases"][0] == "2024-06-r1" for row in found["rows"])


def test_a_refused_receipt_and_an_open_round_s_have_nothing_published(demonstration: Path) -> None:
    refused = next((demonstration / "refused").glob("*.json")).stem
    (open_receipt, *_) = [
        found.receipt_id for found in landed(demonstration, "return") if found.round_id == "2025-07"
    ]

    assert trace(demonstration, refused)["rows"] == []
    assert trace(demonstration, open_receipt)["rows"] == []


def test_an_unknown_id_and_an_unknown_release_are_refused_in_a_sentence(demonstration: Path) -> None:
    asked = [["A99"], ["A09", "--release", "2031-01-r1"]]
    answers = [CliRunner().invoke(app, ["trace", *words, "--home", str(demonstration)]) for words in asked]

    assert [answer.exit_code for answer in answers] == [1, 1]
    assert "A99 is no receipt of this deployment" in answers[0].output
    assert "there is no release 2031-01-r1; there are: 2024-06-r1" in answers[1].output
