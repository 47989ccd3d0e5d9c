"""The demonstration's story keeps the rules of the door and shows what real life brings."""

from collections.abc import Iterator

import pytest

from pipelines.demo.plan import Plan, load_plan
from pipelines.demo.returns import Return, returns
from pipelines.demo.story import Story, Update, load_story


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


@pytest.fixture(scope="module")
def told(plan: Plan, story: Story) -> list[Return]:
    return returns(plan, story)


def _updates(story: Story) -> Iterator[tuple[str, Update]]:
    return ((action_id, update) for action_id, told in story.actions.items() for update in told.updates)


def test_the_story_tells_of_every_action_and_partner_over_fourteen_rounds(plan: Plan, story: Story) -> None:
    assert story.actions.keys() == plan.actions.keys()
    assert story.habits.keys() >= {action.lead_partner_id for action in plan.actions.values()}
    assert len(plan.started_rounds()) == 14


def test_every_word_of_the_story_is_sent(plan: Plan, story: Story, told: list[Return]) -> None:
    sent = [
        cells["what_happened"] for return_ in told for cells in return_.updates.values() if "stage" in cells
    ]
    refused = [return_ for return_ in told if return_.fault]
    sent_twice = sum("stage" in cells for return_ in refused for cells in return_.updates.values())

    assert sorted(set(map(str, sent))) == sorted({update.what_happened for _, update in _updates(story)})
    assert len(sent) - sent_twice == sum(1 for _ in _updates(story))
    assert sum(len(action.milestones) for action in story.actions.values()) == sum(
        len(return_.milestones) for return_ in told if not return_.fault
    )


def test_nothing_has_happened_after_the_day_on_which_it_was_told(told: list[Return]) -> None:
    too_early = [
        (return_.file, key, name)
        for return_ in told
        for key, cells in (*return_.updates.items(), *return_.milestones.items())
        for name in ("done_on", "completed_on")
        if str(cells.get(name, "")) > f"{return_.received_at:%Y-%m-%d}"
    ]

    assert too_early == []


def test_words_are_plain_and_short_and_no_two_updates_are_alike(story: Story) -> None:
    said = [update for _, update in _updates(story)]
    long = [
        update
        for update in said
        if len(update.what_happened) > 600 or len(update.in_plain_words.split()) > 40
    ]

    assert long == []
    assert len({update.what_happened for update in said}) == len(said)


def test_bad_news_comes_with_a_reason_and_what_follows(story: Story) -> None:
    bad = [
        update
        for _, update in _updates(story)
        if update.rating in ("at_risk", "delayed") or update.stage in ("paused", "stopped")
    ]

    assert [update for update in bad if not (update.reason and update.next_step)] == []
    assert [update for update in bad if update.stage == "paused" and not update.look_again_on] == []


def test_only_an_action_in_progress_has_a_rating(story: Story) -> None:
    assert [
        (action_id, update.round_id)
        for action_id, update in _updates(story)
        if (update.stage == "in_progress") != (update.rating is not None)
    ] == []


def test_what_is_complete_shows_its_date_and_evidence(story: Story) -> None:
    complete = [update for _, update in _updates(story) if update.stage == "complete"]

    assert len(complete) > 9
    assert [update for update in complete if not (update.completed_on and update.evidence)] == []


def test_evidence_is_nowhere_but_on_example_org(story: Story) -> None:
    addresses = [update.evidence for _, update in _updates(story) if update.evidence]

    assert addresses
    assert [address for address in addresses if not address.startswith("https://example.org/")] == []


def test_partners_speak_only_of_what_they_lead_or_support(plan: Plan, told: list[Return]) -> None:
    assert [
        (return_.file, action_id)
        for return_ in told
        for action_id in return_.updates
        if return_.partner_id
        not in {plan.actions[action_id].lead_partner_id, *plan.actions[action_id].supporting_partner_ids}
    ] == []


def test_one_partner_is_silent_for_four_rounds_and_one_action_for_ever(told: list[Return]) -> None:
    by_police = {return_.round_id for return_ in told if return_.partner_id == "police"}
    silence = {"2024-11", "2024-12", "2025-01", "2025-02"}

    assert by_police & (silence | {"2024-10", "2025-03"}) == {"2024-10", "2025-03"}
    assert not any("A39" in return_.updates for return_ in told)


def test_returns_come_on_time_late_after_the_close_and_not_at_all(plan: Plan, told: list[Return]) -> None:
    late = [r for r in told if r.received_at.date() > plan.rounds[r.round_id].due_on]
    too_late = [r for r in told if r.received_at.date() > plan.rounds[r.round_id].closes_on]
    in_the_open_round = {r.partner_id for r in told if r.round_id == "2025-07"}

    assert len(late) > len(too_late) >= 5
    assert len({(r.partner_id, r.round_id) for r in told}) < 13 * 9
    assert len(in_the_open_round) == 4
    assert max(r.received_at.date() for r in told) <= plan.as_of


def test_every_refused_file_is_followed_by_a_mended_one(told: list[Return]) -> None:
    refused = [(r.partner_id, r.round_id, r.number) for r in told if r.fault]
    accepted = [(r.partner_id, r.round_id, r.number) for r in told if not r.fault]

    assert len(refused) == 5
    assert {(partner, round_, number + 1) for partner, round_, number in refused} <= set(accepted)


def test_a_forecast_moves_four_times(told: list[Return]) -> None:
    stated = [
        r.updates["A01"]["forecast_finish"] for r in told if "forecast_finish" in r.updates.get("A01", {})
    ]

    assert list(dict.fromkeys(stated)) == ["2026-03", "2026-04", "2026-06", "2026-08", "2026-10"]


def test_the_same_story_gives_the_same_returns(plan: Plan, story: Story, told: list[Return]) -> None:
    assert returns(plan, story) == told
