"""From what was said to a published quote: proposed, approved at the door by a role, withdrawn."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.intake.decide import decide
from pipelines.receipts.receipt import Receipt
from pipelines.settings import PROJECT
from pipelines.warehouse.builds import Warehouse, reading

DECISIONS = PROJECT / "data" / "demo" / "decisions"
NOW = datetime(2025, 7, 20, 12, tzinfo=UTC)


def plan(home: Path, *arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*arguments, "--home", str(home)], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


def query(home: Path, sql: str) -> list[tuple[Any, ...]]:
    with reading(Warehouse.of(home).current().file) as connection:
        return connection.execute(sql).fetchall()


def decided(home: Path, **said: Any) -> Receipt:
    about = {"decision": "approve_voice", "role": "voices_lead", "decided_on": date(2025, 7, 18)}
    return decide(home=home, submitted_by="voices lead", received_at=NOW, **(about | said))


def approval(voice_id: str, **said: Any) -> dict[str, Any]:
    consent = {
        "words_language": "en",
        "consent_reference": "C-1",
        "consent_scope": "web",
        "consented_on": date(2025, 7, 1),
    }
    return {"voice_id": voice_id, **consent, **said}


def codes(receipt: Receipt) -> list[str]:
    return [problem.code for problem in receipt.problems]


@pytest.fixture(scope="module")
def choices(demonstration: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(plan(demonstration, "voices", "--most", "9", "--json"))
    return found


def candidates(choices: list[dict[str, Any]], **wanted: Any) -> list[dict[str, Any]]:
    found = [one for choice in choices for one in choice["candidates"]]
    return [one for one in found if wanted.items() <= one.items()]


def test_every_theme_has_quotes_of_every_kind_each_with_its_reasons(choices: list[dict[str, Any]]) -> None:
    assert len(choices) == 6
    for choice in choices:
        kinds = {one["kind"] for one in choice["candidates"]}
        assert kinds == {"typical", "differing", "welsh", "short"}
        assert all(len(one["why"]) >= 2 for one in choice["candidates"])


def test_an_action_is_offered_quotes_on_its_own_topics(demonstration: Path) -> None:
    (choice,) = json.loads(plan(demonstration, "voices", "--action", "A09", "--json"))

    assert choice["candidates"]
    assert all("off-road-bikes" in one["topics"] for one in choice["candidates"])


def test_where_only_the_usual_is_approved_one_that_differs_is_asked_for(deployment: Path) -> None:
    ((differing,),) = query(
        deployment,
        "select voice_id from review.fct_voices where theme_id = 'health-wellbeing' and is_differing",
    )
    before = plan(deployment, "voices", "--theme", "health-wellbeing")
    assert decided(deployment, decision="withdraw_voice", voice_id=differing).accepted
    plan(deployment, "refresh")
    after = plan(deployment, "voices", "--theme", "health-wellbeing")

    assert "choose one that differs as well" not in before
    assert "choose one that differs as well" in after
    assert "plan decide approve_voice --role voices_lead" in after
    assert differing not in after


def test_an_unknown_theme_is_refused(demonstration: Path) -> None:
    assert "the plan has no moonlight" in plan(demonstration, "voices", "--theme", "moonlight", status=1)


def test_the_counts_beside_a_candidate_are_those_it_is_published_with(demonstration: Path) -> None:
    from pipelines.warehouse.voices import choices as all_choices

    build = Warehouse.of(demonstration).current()
    proposed = {
        one.voice_id: one.similar_count
        for choice in all_choices(build, per_kind=4000)
        for one in choice.candidates
    }
    published = dict(query(demonstration, "select voice_id, similar_count from public.voices"))

    assert published
    assert {voice: proposed[voice] for voice in published if voice in proposed} == {
        voice: count for voice, count in published.items() if voice in proposed
    }


def test_the_demonstration_publishes_what_was_approved_and_not_withdrawn(demonstration: Path) -> None:
    told = [
        row for path in sorted(DECISIONS.glob("*.csv")) for row in csv.DictReader(path.open(encoding="utf-8"))
    ]
    approved = {row["voice_id"] for row in told if row["decision"] == "approve_voice"}
    withdrawn = {row["voice_id"] for row in told if row["decision"] == "withdraw_voice"}
    voices = query(demonstration, "select voice_id, theme_id, language, is_differing from public.voices")

    assert withdrawn
    assert {voice for voice, *_ in voices} == approved - withdrawn
    assert len({theme for _, theme, *_ in voices}) == 6
    assert len([voice for voice in voices if voice[2] == "cy"]) >= 5
    assert len([voice for voice in voices if voice[3]]) >= 3


def test_a_proposed_quote_can_be_approved_and_withdrawn_and_the_page_s_table_follows(
    deployment: Path, choices: list[dict[str, Any]]
) -> None:
    chosen = candidates(choices, kind="typical", needs_guardian=False, is_selectable=True)[0]["voice_id"]
    count = f"select count(*) from public.voices where voice_id = '{chosen}'"

    assert decided(deployment, **approval(chosen)).accepted
    plan(deployment, "refresh")
    assert query(deployment, count) == [(1,)]
    assert chosen not in plan(deployment, "voices", "--most", "9", "--json").split('"candidates"')[1]

    withdrawal = {"decision": "withdraw_voice", "voice_id": chosen}
    assert decide(
        home=deployment, submitted_by="secretary", received_at=NOW.replace(hour=13), role="secretary",
        decided_on=date(2025, 7, 19), **withdrawal,
    ).accepted  # fmt: skip
    plan(deployment, "refresh")
    assert query(deployment, count) == [(0,)]


def test_what_holds_personal_data_is_refused_as_said_and_taken_as_edited(
    deployment: Path, choices: list[dict[str, Any]]
) -> None:
    held = candidates(choices, is_selectable=False, needs_guardian=False)[0]["voice_id"]

    assert codes(decided(deployment, **approval(held))) == ["voice_holds_personal_data"]
    assert decided(deployment, **approval(held, words="Longer drop-in sessions for carers.")).accepted


def test_the_young_need_a_guardian_and_every_quote_a_consent(
    deployment: Path, choices: list[dict[str, Any]]
) -> None:
    young = candidates(choices, needs_guardian=True, is_selectable=True)[0]["voice_id"]
    adult = candidates(choices, needs_guardian=False, is_selectable=True)[0]["voice_id"]

    assert codes(decided(deployment, **approval(young))) == ["guardian_needed"]
    assert decided(deployment, **approval(young, guardian_consent_reference="G-9")).accepted
    assert codes(decided(deployment, **approval(adult, consent_reference=None))) == ["decision_needs"]
    assert codes(decided(deployment, **approval(adult, role="secretary"))) == ["role_not_allowed"]
    assert codes(decided(deployment, **approval("v-000000000000"))) == ["voice_unknown"]
    withdrawal = decided(deployment, decision="withdraw_voice", voice_id=young)
    assert withdrawal.accepted, "whoever takes their words back owes nobody a reference"
