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
WORDS = PublicTable(
    "definitions",
    "",
    {"name": PublicColumn("")},
    feeds=frozenset({"register", "highlights"}),
    is_worded_by_software=True,
)
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


def test_a_correction_of_the_first_round_explains_it_and_one_of_a_round_that_is_not_there_nothing() -> None:
    correction = Cause("correct", "r-1", "2025-04", "A return was overlooked.")

    assert line(replace(IN_MAY, round_id="2025-04"), ROUNDS, correction)[:2] == ("correction", "correct")
    assert line(replace(IN_MAY, round_id="2024-12"), ROUNDS, correction) is None


@pytest.mark.parametrize("code", ["answers", "engagements"])
def test_what_else_came_in_about_a_round_corrects_nothing_in_it(code: str) -> None:
    assert line(IN_MAY, ROUNDS, Cause(code, "r-1", "2025-05")) is None


def test_words_of_the_softwares_own_change_only_by_a_register_and_their_rows_by_what_they_count() -> None:
    words = Difference("definitions", "name=comments", "words_en", None, None, "a", "b")
    row = replace(words, column=WHOLE_ROW, was=None, now=WHOLE_ROW)

    assert line(words, WORDS, Cause("highlights", "r-1")) is None
    assert line(words, WORDS, Cause("highlights", "r-1"), Cause("register", "r-2"))[:2] == (
        "revision", "register",
    )  # fmt: skip
    assert line(row, WORDS, Cause("highlights", "r-1"))[:2] == ("revision", "highlights")
    assert line(replace(words, table="voices"), VOICES, Cause("highlights", "r-1"))[:2] == (
        "revision", "highlights",
    )  # fmt: skip


def test_neither_a_register_nor_a_reason_explains_a_released_round() -> None:
    assert line(IN_MAY, ROUNDS, Cause("register", "r-1", "A07", "A new lead."), reason="Reworded.") is None


def test_a_register_gives_its_reason_for_the_action_that_it_changes() -> None:
    mine = Cause("register", "r-1", "A07", "The police took it over.")
    other = Cause("register", "r-1", "A08", "Another reason.")

    assert line(OF_ACTION, ACTIONS, other, mine)[:3] == ("revision", "register", "The police took it over.")
    assert line(OF_ACTION, ACTIONS, other)[:3] == ("revision", "register", None)
    assert line(OF_ACTION, ACTIONS, replace(other, subject="A06"))[:3] == ("revision", "register", None)
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


@pytest.mark.parametrize("side", ["was", "now"])
def test_what_comes_or_goes_with_a_newer_file_is_a_revision_and_no_withdrawal(side: str) -> None:
    of_action = replace(OF_ACTION, **{side: None})
    of_nobody = Difference("voices", "voice_id=v-1", "topic", None, None, "a", "b")

    assert line(of_action, ACTIONS, Cause("register", "r-1", "A07", "It was left out."))[:2] == (
        "revision", "register",
    )  # fmt: skip
    assert line(replace(of_nobody, **{side: None}), VOICES, Cause("highlights", "r-1"))[:2] == (
        "revision", "highlights",
    )  # fmt: skip


def test_a_quote_goes_only_by_its_own_withdrawal() -> None:
    gone = Difference("voices", "voice_id=v-1", WHOLE_ROW, None, None, WHOLE_ROW, None)

    assert line(gone, VOICES, Cause("withdraw_voice", "r-1", "v-1"))[:2] == ("withdrawal", "withdraw_voice")
    for other in ("v-0", "v-2"):
        assert line(gone, VOICES, Cause("withdraw_voice", "r-1", other)) is None
    assert line(replace(gone, column="quote"), VOICES, Cause("withdraw_voice", "r-1", "v-1")) is None


@pytest.mark.parametrize("decision", ["hold_question", "withdraw_question"])
def test_a_question_goes_by_what_takes_it_back_and_comes_again_by_what_shows_it(decision: str) -> None:
    row = Difference("questions", "round_id=2025-05;question_id=Q1", WHOLE_ROW, "2025-05", "A07", "*", None)
    back = replace(row, was=None, now="*")

    assert line(row, ROUNDS, Cause(decision, "r-1", "Q1"))[:2] == ("withdrawal", decision)
    assert line(row, ROUNDS, Cause(decision, "r-1", "1")) is None
    assert line(row, ROUNDS, Cause("answer_question", "r-1", "Q1")) is None
    assert line(back, ROUNDS, Cause("answer_question", "r-1", "Q1"))[:2] == ("revision", "answer_question")
    assert line(replace(row, column="answer_en"), ROUNDS, Cause(decision, "r-1", "Q1")) is None
