"""What was decided, in lines: what, in whose words, when, and who wrote it down."""

from collections.abc import Sequence

import streamlit as st

from dashboard.components.action_views import standing_word
from dashboard.components.blocks import Block, Child, block, day, in_its_language
from dashboard.locale.vocabulary import ROLES
from dashboard.workspace.parts.receipts import by_whom, waiting_for_figures
from dashboard.workspace.visit import Visit
from pipelines.workspace import (
    Meeting,
    ProblemRecord,
    Receipt,
    Recorded,
    asked_of_decision,
    decision_names,
)

_LAST, _SHOWN = "last-receipt", "recorded-shown"


def decision_lines(run: Visit, found: Sequence[Recorded]) -> list[Block]:
    """Return decisions as lines of a list, the first one first."""
    return [block("li", *decision_parts(run, each)) for each in found]


def decision_parts(run: Visit, each: Recorded) -> list[Child]:
    """Return one decision: its name, what it says, and who wrote it down when."""
    written = f"{run.words.moment(each.received_at, run.desk.zone())}, {written_by(run, each)}"
    name = decision_names(run.words.lang)[each.decision]
    return [block("strong", f"{name}. "), *what_it_says(run, each), " ", block("span", written, kind="quiet")]


def what_it_says(run: Visit, each: Recorded) -> list[Child]:
    """Return what a decision says, in the order in which it is asked for."""
    words = run.words
    told: list[Child] = []
    if each.stage:
        told += [block("strong", standing_word(each.stage, each.rating, words) + "."), " "]
    told += [in_its_language(words.quote(each.words, each.words_language), words), " "] if each.words else []
    if answer := words.pick(each.answer_en, each.answer_cy):
        told += [in_its_language(answer, words), " "]
    told += _labelled(words.say("What would settle it:"), each.what_would_settle)
    told += _labelled(words.say("We look again on"), day(each.look_again_on, words))
    told += _labelled(words.say("Agreed finish:"), day(each.agreed_finish, words))
    told += _labelled(words.say("Why:"), each.reason)
    return told


def written_by(run: Visit, each: Recorded) -> str:
    """Return in which role something was decided, and who wrote it down."""
    role = run.words.say(ROLES[each.role]) if each.role in ROLES else each.role
    who = by_whom(run, each.submitted_by)
    return run.words.say("{role}, written down by {who}", role=role, who=who)


def found_lines(run: Visit, found: Sequence[ProblemRecord]) -> list[Block]:
    """Return what the door found in a decision, in lines: of which question of its form, and what."""
    asked = asked_of_decision(run.words.lang)
    return [
        block(
            "li",
            block("strong", f"{asked[each.column].header}: ") if each.column in asked else None,
            each.message,
        )
        for each in found
    ]


def note_recorded(receipt: Receipt, subject: str = "") -> None:
    """Keep what was recorded last in this session, and on what, to be said on its next page."""
    st.session_state[_LAST] = receipt, subject


def forget_recorded() -> None:
    """Say no more of what was recorded last: something else was tried, and was not."""
    st.session_state.pop(_LAST, None)


def show_recorded(run: Visit, meeting: Meeting, subject: str | None = None) -> None:
    """Say what was recorded last; once it is in the figures, show the page afresh and say so.

    The form of a `subject` says it beneath its own button alone; a page says it at its end, if no form did.
    """
    receipt, about = st.session_state.get(_LAST, (None, ""))
    is_shown = subject is None and st.session_state.pop(_SHOWN, False)
    if receipt is None or is_shown or subject not in (None, about):
        return
    st.session_state[_SHOWN] = subject is not None
    if meeting.waiting():
        _awaited(run, meeting, receipt)
    else:
        st.session_state.pop(_LAST)
        _said(run, receipt, run.words.say("It is in the figures."))


@st.fragment(run_every=2)
def _awaited(run: Visit, meeting: Meeting, receipt: Receipt) -> None:
    if not meeting.waiting():
        st.rerun(scope="app")
    on_its_way = run.words.say(
        "It is on its way into the figures, which takes up to a minute; you can go on."
    )
    _said(run, receipt, on_its_way if run.desk.is_making_figures() else waiting_for_figures(run.words))


def _said(run: Visit, receipt: Receipt, told: str) -> None:
    moment = run.words.moment(receipt.received_at, run.desk.zone())
    recorded = run.words.say(
        "Recorded on {moment} by {who}, for the group.", moment=moment, who=by_whom(run, receipt.submitted_by)
    )
    known = found_lines(run, receipt.warnings)
    said_all = block(
        "div",
        block("p", f"{recorded} {told}"),
        block("ul", *known) if known else None,
        kind="kindly",
        role="status",
    )
    run.show("recorded", said_all, is_live=True)


def _labelled(label: str, value: Child) -> list[Child]:
    return [] if value is None else [block("strong", label), " ", value, " "]
