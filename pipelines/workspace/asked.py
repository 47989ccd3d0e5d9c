"""The questions that people asked, with what was decided on each so far: straight from landing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.intake.lookups.questions import questions
from pipelines.workspace.minutes import Recorded, all_decided

_DECIDING = ("answer_question", "approve_question", "decline_question")
_HOLDING = {"hold_question": "held", "withdraw_question": "withdrawn"}


@dataclass(frozen=True)
class Asked:
    """One question: as it was asked, what may be shown of it, and how it stands.

    Its state is `waiting`, `answered`, `declined`, `held` or `withdrawn`.
    """

    question_id: str
    action_id: str | None
    theme_id: str | None
    asked_on: date
    channel: str | None
    question: str
    language: str | None
    consent_scope: str | None
    general_words_en: str | None
    general_words_cy: str | None
    state: str
    is_approved: bool
    answer: Recorded | None
    """The last one; none once the group has decided to leave the question without an answer."""


def asked(home: Path) -> list[Asked]:
    """Return every question, those that wait first and of them the oldest, then by the day of asking."""
    decided: dict[str, list[Recorded]] = {}
    for each in all_decided(home):
        if each.question_id:
            decided.setdefault(each.question_id, []).append(each)
    found = [_asked(row, decided.get(number, [])) for number, row in questions(home).items()]
    return sorted(found, key=lambda each: (each.state != "waiting", each.asked_on, each.question_id))


def _asked(row: dict[str, object], decided: list[Recorded]) -> Asked:
    last = next((each.decision for each in reversed(decided) if each.decision in _DECIDING), None)
    answers = [each for each in decided if each.decision == "answer_question"]
    held = _HOLDING.get(decided[-1].decision) if decided else None
    taken_back = any(each.decision == "withdraw_question" for each in decided)
    is_declined = last == "decline_question"
    state = "declined" if is_declined else "answered" if answers else "waiting"
    known = {name: row[name] for name in Asked.__dataclass_fields__ if name in row}
    for name in ("general_words_en", "general_words_cy"):
        known[name] = next((said for each in reversed(decided) if (said := getattr(each, name))), row[name])
    return Asked(
        **known,  # type: ignore[arg-type]
        state="withdrawn" if taken_back else held or state,
        is_approved=last in ("answer_question", "approve_question"),
        answer=answers[-1] if answers and not is_declined else None,
    )
