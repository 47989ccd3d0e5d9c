"""From what is published to the receipts it rests on, and back."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.clock import day_of
from pipelines.landing import landed
from pipelines.releases.release import current_release
from pipelines.releases.trace import Resting, Trace
from pipelines.warehouse.builds import reading

LONDON = ZoneInfo("Europe/London")


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


def test_what_people_feel_and_the_value_of_an_indicator_lead_to_the_list_they_came_with(
    demonstration: Path,
) -> None:
    felt, values = trace(demonstration, "F2")["rows"], trace(demonstration, "fly-tipping")["rows"]

    assert [(row["table"], row["row"], row["from_round"], row["until_round"]) for row in felt] == [
        (table, "event_id=F2", "2025-03", None) for table in ("felt_events", "felt")
    ]
    assert [
        (row["table"], row["row"].split(";")[1], row["from_round"], row["until_round"]) for row in values
    ][-4:] == [
        ("indicator_values", "value_on=2022-12-31", "2024-06", None),
        ("indicator_values", "value_on=2023-12-31", "2024-06", "2025-05"),
        ("indicator_values", "value_on=2023-12-31", "2025-05", None),
        ("indicator_values", "value_on=2024-12-31", "2025-05", None),
    ]


@pytest.mark.parametrize("subject", ["A09", "A09-M1", "Q01", "F2", "fly-tipping", "listening", "voices"])
def test_a_receipt_is_named_with_its_feed_and_its_day(demonstration: Path, subject: str) -> None:
    feeds = ("return", "decisions", "register", "highlights", "engagements", "workshops", "contributions")
    feeds = (*feeds, "questions", "felt", "indicator_values")
    known = {
        (submission.receipt_id, feed, str(day_of(submission.received_at, LONDON)))
        for feed in feeds
        for submission in landed(demonstration, feed)
    }
    known |= {(receipt_id, feed, None) for receipt_id, feed, _ in known if subject == "Q01"}

    rows = trace(demonstration, subject)["rows"]

    assert rows
    assert {(row["receipt_id"], row["feed"], row["received_on"]) for row in rows} <= known


def test_rows_are_traced_in_the_latest_release_unless_one_is_named(demonstration: Path) -> None:
    latest = (current_release(demonstration / "releases") or {})["release_id"]

    for asked, release_id in (([], latest), (["--release", "2024-10-r1"], "2024-10-r1")):
        rows = trace(demonstration, "A09", *asked)["rows"]
        assert {tuple(row["releases"]) for row in rows} == {(release_id,)}
        assert {row["row"] for row in rows if row["used_for"] == "plan"} == {"action_id=A09"}


def test_a_person_reads_which_rows_rest_on_what_in_a_line_each() -> None:
    def row(used_for: str | None, from_round: str | None, until: str | None, *releases: str) -> Resting:
        on = None if used_for == "question" else "2025-01-28"
        return Resting(
            "action_rounds", "action_id=A09", used_for, from_round, until, "r-1", "return", on, releases
        )

    rows = (
        row("forecast", "2025-01", "2025-03", "2025-01-r1", "2025-02-r1", "2025-02-r2"),
        row("plan", "2025-01", None, "2025-02-r2"),
        row(None, None, None, "2025-01-r1", "2025-02-r1"),
    )
    (unsaid,) = Trace("A09", None, (row("question", None, None, "2025-01-r1"),)).lines()
    resting = [
        "  action_rounds action_id=A09 (forecast), from round 2025-01 until 2025-03",
        "  action_rounds action_id=A09 (plan), from round 2025-01",
        "  action_rounds action_id=A09",
    ]
    found_in = [" [2025-01-r1 to 2025-02-r2]", " [2025-02-r2]", " [2025-01-r1 to 2025-02-r1]"]
    receipt = {"receipt_id": "r-1", "partner_id": None, "feed": "return"}

    assert list(Trace("A09", None, rows).lines()) == [
        f"{row}: return of 2025-01-28, receipt r-1{releases}"
        for row, releases in zip(resting, found_in, strict=True)
    ]
    assert list(Trace("r-1", receipt, rows).lines()) == [
        "Receipt: receipt_id r-1, feed return",
        "Published from it:",
        *(f"{row}{releases}" for row, releases in zip(resting, found_in, strict=True)),
    ]
    assert unsaid.endswith(" (question): return, receipt r-1 [2025-01-r1]")
    assert list(Trace("r-1", receipt, ()).lines())[1:] == ["Nothing is published from it."]


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
    asked = [["A99"], ["A09", "--release", "2031-01-r1"], ["0"]]
    answers = [CliRunner().invoke(app, ["trace", *words, "--home", str(demonstration)]) for words in asked]

    assert [answer.exit_code for answer in answers] == [1, 1, 1]
    assert "A99 is no receipt of this deployment" in answers[0].output
    latest = (current_release(demonstration / "releases") or {})["release_id"]
    assert f"indicator or table of {latest}" in answers[0].output
    assert "there is no release 2031-01-r1; there are: 2024-06-r1" in answers[1].output
