"""Deciding on one thing: what the door asks for, what was decided on it already, and the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from dashboard.components.blocks import block
from dashboard.locale.translator import mark
from dashboard.workspace.parts.form import choice_answer, text_answer
from dashboard.workspace.parts.recorded import (
    decision_lines,
    forget_recorded,
    found_lines,
    note_recorded,
    show_recorded,
)
from dashboard.workspace.visit import Visit
from pipelines.workspace import (
    DecidedSince,
    Meeting,
    NotPossibleNow,
    Receipt,
    Recorded,
    asked_of_decision,
)

CHOICES = {
    "nothing": mark("Nothing now"),
    "ask": mark("Ask a partner"),
    "keep": mark("Keep both views"),
    "settle": mark("Settle it"),
    "second_view": mark("State the community’s view"),
    "agree_date": mark("Agree a new date"),
    "accept_late": mark("Let it in"),
    "hold": mark("Hold the words back"),
    "unhold": mark("Let the words go"),
    "write": mark("Write a note"),
    "correct": mark("Correct the round"),
    "approve_voice": mark("Approve it"),
    "approve_young": mark("Approve it"),
    "withdraw_voice": mark("Leave it out for good"),
    "answer_question": mark("Answer it"),
    "answer_general": mark("Answer it"),
    "approve_question": mark("Show it while it waits"),
    "approve_general": mark("Show it while it waits"),
    "hold_question": mark("Hold it back"),
    "decline_question": mark("Leave it without an answer"),
    "withdraw_question": mark("Take it back for good"),
}
DECISION = {
    "nothing": "note",
    "keep": "note",
    "write": "note",
    "approve_young": "approve_voice",
    "answer_general": "answer_question",
    "approve_general": "approve_question",
}
"""What the door calls a choice; every other one by its own name."""

OUTSIDE = ("stage", "rating")
"""What is asked before the rest, because it says what the rest is."""

OF_AN_ACTION = ("words", "agreed_finish")
"""What is not asked where a round is only opened again."""

_CONSENT = ("consent_reference", "consent_scope", "consented_on")
_ANSWER = ("answer_en", "answer_cy")
_GENERAL = ("general_words_en", "general_words_cy")
FIELDS = {
    "nothing": ("words",),
    "ask": ("words", "what_would_settle"),
    "keep": ("words", "what_would_settle", "look_again_on"),
    "settle": ("words",),
    "second_view": ("words", "what_would_settle", "look_again_on"),
    "agree_date": ("agreed_finish", "reason"),
    "accept_late": ("reason",),
    "hold": ("reason",),
    "unhold": ("reason",),
    "write": ("words",),
    "correct": ("words", "agreed_finish", "reason"),
    "approve_voice": _CONSENT,
    "approve_young": (*_CONSENT, "guardian_consent_reference"),
    "withdraw_voice": ("reason",),
    "answer_question": _ANSWER,
    "answer_general": (*_GENERAL, *_ANSWER),
    "approve_question": (),
    "approve_general": _GENERAL,
    "hold_question": ("reason",),
    "decline_question": ("reason",),
    "withdraw_question": ("reason",),
}
SAYS_BY_ITSELF = {
    "nothing": mark("Nothing is decided now."),
    "keep": mark("Both views stand beside each other."),
}
LABELS = {
    ("nothing", "words"): mark("A note for the minutes; it is never published"),
    ("keep", "words"): mark("A note for the minutes; it is never published"),
    ("write", "words"): mark("What to note; it is never published"),
    ("correct", "words"): mark("What is right, in words that may be published"),
    ("correct", "reason"): mark("Why it is corrected; the public reads this beside what was and what is now"),
    ("ask", "words"): mark("What to ask; the partner reads it on its page and in its workbook"),
}
"""What is asked for in other words than those of the sheet of decisions."""

_WITH_STAGE = ("settle", "second_view")
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided on: its id, what the decision has to name, what may be chosen, whom to ask."""

    subject: str
    about: Mapping[str, str]
    choices: Sequence[str]
    parties: Mapping[str, str]
    stage: str | None = None
    rating: str | None = None
    actions: Mapping[str, str] = field(default_factory=dict)
    """What may be named beside it, with what each is called."""


def decide(run: Visit, meeting: Meeting, matter: Matter, is_list_shown: bool = True) -> None:
    """Show what was decided on something in its round, and what the group may decide; record what it does."""
    words = run.words
    earlier = meeting.decided_on(matter.subject)
    choices = [each for each in matter.choices if meeting.may(DECISION.get(each, each))]
    top = st.container()
    if choices:
        if is_list_shown:
            run.show(f"decide-{matter.subject}", block("h3", words.say("What does the group decide?")))
        said = _form(run, matter, choices)
        if said is not None:
            _record(run, meeting, matter, said)
            earlier = meeting.decided_on(matter.subject)
        show_recorded(run, meeting, matter.subject)
    if is_list_shown:
        with top:
            _shown(run, matter, earlier)
    st.session_state[_seen(matter)] = earlier[-1].receipt_id if earlier else None


def _shown(run: Visit, matter: Matter, earlier: Sequence[Recorded]) -> None:
    mine = [each for each in earlier if each.round_id == matter.about.get("round_id")]
    if mine:
        title = block("h3", run.words.say("Decided already"))
        lines = block("ul", *decision_lines(run, mine), kind="plain decided")
        run.show(f"decided-{matter.subject}", title, lines, is_live=True)


def _form(run: Visit, matter: Matter, choices: Sequence[str]) -> dict[str, str] | None:
    """Show the form of a choice; return what was said once it is to be recorded."""
    words, asked = run.words, asked_of_decision(run.words.lang)
    key = f"{matter.subject}-{st.session_state.get(_turn(matter), 0)}"
    choice = choices[0]
    if len(choices) > 1:
        choice = st.radio(
            words.say("What does the group decide?"),
            choices,
            format_func=lambda each: words.say(CHOICES[each]),
            key=f"choice-{key}",
            horizontal=True,
            label_visibility="collapsed",
        )
    said = {"choice": choice}
    if matter.actions:
        said["action_id"] = st.selectbox(
            f"**{words.say('Which action?')}**",
            [_NOTHING, *matter.actions],
            format_func=lambda each: matter.actions.get(each, words.say("None: only open the round again")),
            key=f"action-{key}",
        )
    with st.container():  # what follows keeps its place, with a stage or without
        if choice in _WITH_STAGE or said.get("action_id"):
            said["stage"] = choice_answer(asked["stage"], matter.stage, f"stage-{choice}-{key}")
            if said["stage"] == "in_progress":
                said["rating"] = choice_answer(asked["rating"], matter.rating, f"rating-{choice}-{key}")
    with st.form(f"form-{choice}-{key}", border=False):
        with st.container():  # the button keeps its place, however much is asked
            said |= _asked_in_form(run, matter, choice, key, said.get("action_id") == _NOTHING)
        is_given = st.form_submit_button(words.say("Record it"), type="primary", wrap=True)
    return said if is_given else None


def _asked_in_form(run: Visit, matter: Matter, choice: str, key: str, is_only_opened: bool) -> dict[str, str]:
    """Show what is asked inside the form of a choice; return what it says."""
    words, asked = run.words, asked_of_decision(run.words.lang)
    said: dict[str, str] = {}
    if choice == "ask" and len(matter.parties) > 1:
        said["partner_id"] = st.selectbox(
            f"**{words.say('Whom to ask')}**",
            list(matter.parties),
            format_func=lambda party: matter.parties[party],
            key=f"party-{key}",
        )
    for name in FIELDS[choice]:
        if name in OF_AN_ACTION and is_only_opened:
            continue
        if name.endswith("_cy") and "cy" not in run.desk.languages():
            continue
        start = words.say(SAYS_BY_ITSELF[choice]) if name == "words" and choice in SAYS_BY_ITSELF else None
        own = LABELS.get((choice, name))
        question = replace(asked[name], header=words.say(own), help="") if own else asked[name]
        answer = choice_answer if question.answers else text_answer
        said[name] = answer(question, start, f"{name}-{choice}-{key}")
    if "words" in FIELDS[choice] and not is_only_opened and len(run.desk.languages()) > 1:
        spoken = asked["words_language"]
        said["words_language"] = choice_answer(spoken, words.lang, f"language-{choice}-{key}")
    return said


def _record(run: Visit, meeting: Meeting, matter: Matter, said: dict[str, str]) -> None:
    """Record a decision; where that cannot be, say why beneath the form, which keeps what was typed."""
    forget_recorded()
    choice = said.pop("choice")
    decision = DECISION.get(choice, choice)
    given = {name: value for name, value in said.items() if value}
    try:
        receipt = meeting.record(
            decision,
            matter.subject,
            st.session_state.get(_seen(matter)),
            run.words.lang,
            **matter.about,
            **given,
        )
    except DecidedSince as since:
        _decided_since(run, matter, since.newer)
        return
    except NotPossibleNow:
        _notice(
            run, matter, run.words.say("It could not be recorded just now. Please try again in a minute.")
        )
        return
    if receipt.accepted:
        note_recorded(receipt, matter.subject)
        st.session_state[_turn(matter)] = st.session_state.get(_turn(matter), 0) + 1
        st.rerun()
    _refused(run, matter, receipt)


def _decided_since(run: Visit, matter: Matter, newer: Sequence[Recorded]) -> None:
    words = run.words
    told = words.say("Somebody has decided on this since you looked. Nothing of yours is recorded yet.")
    then = words.say(
        "If you still want yours too, press “Record it” again: it is added, and nothing is overwritten."
    )
    lines = block("ul", *decision_lines(run, newer), kind="plain")
    told_all = block(
        "div", block("p", block("strong", told)), lines, block("p", then), kind="notice", role="alert"
    )
    run.show(f"since-{matter.subject}", told_all)


def _refused(run: Visit, matter: Matter, receipt: Receipt) -> None:
    count = run.words.count("{count} thing to mend", "{count} things to mend", len(receipt.problems))
    lines = block("ul", *found_lines(run, receipt.problems), kind="mend")
    mended = block("div", block("h3", count), lines, role="alert")
    run.show(f"refused-{matter.subject}", mended)


def _notice(run: Visit, matter: Matter, told: str) -> None:
    run.show(f"notice-{matter.subject}", block("div", block("p", told), kind="notice", role="alert"))


def _seen(matter: Matter) -> str:
    return f"seen-{matter.subject}"


def _turn(matter: Matter) -> str:
    return f"turn-{matter.subject}"
