"""What explains a value that differs between two releases, and what does not."""

from dataclasses import replace
from typing import Any

import pytest

from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.differences import WHOLE_ROW, Difference
from pipelines.releases.revisions import Cause, explain

ROUNDS = PublicTable(
    "action_rounds", "", {"round_id": PublicColumn("")}, feeds=frozenset({"return", "register"})
)
ACTIONS = PublicTable("actions", "", {"action_id": PublicColumn("")}, feeds=frozenset({"register"}))
VOICES = PublicTable("voices", "", {"voice_id": PublicColumn("")}, feeds=frozenset({"highlights"}))
IN_MAY = Difference("action_rounds", "round_id=2025-05;action_id=A07", "reason", "2025-05", "A07", "a", "b")
OF_ACTION = Difference("actions", "action_id=A07", "lead_partner_id", None, "A07", "council", "police")


def line(difference: Difference, table: PublicTable, *causes: Cause, reason: str | None = None) -> Any:
    found = explain(difference, table, list(causes), reason, ["2025-04", "2025-05", "2025-06"])
    return found and (found["kind"], found["cause"], found["why"], found["was"], found["now"])


def test_nothing_new_explains_nothing() -> None:
    assert line(IN_MAY, ROUNDS) is None
    assert line(OF_ACTION, ACTIONS) is None


@pytest.mark.parametrize(
    ("corrected", "is_explained"), [("2025-04", True), ("2025-05", True), ("2025-06", False)]
)
def test_a_released_round_changes_only_by_a_correction_of_it_or_of_one_before(
    corrected: str, is_explained: bool
) -> None:
    correction = Cause("correct", "r-1", corrected, "A return was overlooked.", "en")

    expected = ("correction", "correct", "A return was overlooked.", "a", "b") if is_explained else None
    assert line(IN_MAY, ROUNDS, correction) == expected


def test_neither_a_register_nor_a_reason_explains_a_released_round() -> None:
    assert line(IN_MAY, ROUNDS, Cause("register", "r-1", "A07", "A new lead."), reason="Reworded.") is None


def test_a_register_gives_its_reason_for_the_action_that_it_changes() -> None:
    mine = Cause("register", "r-1", "A07", "The police took it over.")
    other = Cause("register", "r-1", "A08", "Another reason.")

    assert line(OF_ACTION, ACTIONS, other, mine)[:3] == ("revision", "register", "The police took it over.")
    assert line(OF_ACTION, ACTIONS, other)[:3] == ("revision", "register", None)
    assert line(OF_ACTION, ACTIONS, Cause("engagements", "r-2")) is None


def test_where_the_software_alone_changed_the_reason_explains_it() -> None:
    assert line(OF_ACTION, ACTIONS, reason="Counted anew.")[:3] == ("revision", "recomputed", "Counted anew.")


def test_words_that_are_held_back_are_not_said_again_as_what_was() -> None:
    held = replace(IN_MAY, now=None)
    released = replace(IN_MAY, was=None)

    assert line(held, ROUNDS, Cause("hold", "r-1", "A07", "Someone could be known.")) == (
        "withdrawal", "hold", None, None, None,
    )  # fmt: skip
    assert line(released, ROUNDS, Cause("unhold", "r-2", "A07"))[:2] == ("revision", "unhold")
    assert line(IN_MAY, ROUNDS, Cause("hold", "r-1", "A07")) is None
    assert line(held, ROUNDS, Cause("hold", "r-1", "A08")) is None


def test_a_quote_goes_only_by_its_own_withdrawal() -> None:
    gone = Difference("voices", "voice_id=v-1", WHOLE_ROW, None, None, WHOLE_ROW, None)

    assert line(gone, VOICES, Cause("withdraw_voice", "r-1", "v-1"))[:2] == ("withdrawal", "withdraw_voice")
    assert line(gone, VOICES, Cause("withdraw_voice", "r-1", "v-2")) is None


@pytest.mark.parametrize("decision", ["hold_question", "withdraw_question"])
def test_a_question_goes_by_what_takes_it_back_and_comes_again_by_what_shows_it(decision: str) -> None:
    row = Difference("questions", "round_id=2025-05;question_id=Q1", WHOLE_ROW, "2025-05", "A07", "*", None)
    back = replace(row, was=None, now="*")

    assert line(row, ROUNDS, Cause(decision, "r-1", "Q1"))[:2] == ("withdrawal", decision)
    assert line(row, ROUNDS, Cause(decision, "r-1", "1")) is None
    assert line(row, ROUNDS, Cause("answer_question", "r-1", "Q1")) is None
    assert line(back, ROUNDS, Cause("answer_question", "r-1", "Q1"))[:2] == ("revision", "answer_question")
    assert line(replace(row, column="answer_en"), ROUNDS, Cause(decision, "r-1", "Q1")) is None
