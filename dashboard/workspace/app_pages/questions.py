"""Questions: what people asked, those that wait first with their age, and the group's answer to each."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components.blocks import Block, block, in_its_language
from dashboard.locale.translator import LANGUAGES
from dashboard.locale.vocabulary import CHANNELS, QUESTION_SCOPES, QUESTION_STATES
from dashboard.queries.actions import tiles
from dashboard.queries.plan import themes
from dashboard.workspace.parts.decide import Matter, decide
from dashboard.workspace.parts.figures import figures
from dashboard.workspace.parts.recorded import show_recorded
from dashboard.workspace.parts.round_head import opened
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Asked, Meeting, Round

_GENERAL = "general"

_WAITED = "questions-waited"
"""What waited on this visit: a question stays where somebody has just decided on it."""


def questions_page(run: Visit) -> None:
    """Show every question, and let the group answer it."""
    found = opened(run)
    if found is None:
        return
    meeting, standing, _ = found
    asked = meeting.asked()
    _head(run, asked)
    names = _names(run, standing)
    waited: set[str] = st.session_state.setdefault(_WAITED, set())
    waited.update(each.question_id for each in asked if each.state == "waiting")
    asked.sort(key=lambda each: (each.asked_on, each.question_id))
    for state, title in (
        ("waiting", run.words.say("They wait for an answer")),
        ("", run.words.say("Answered, or dealt with")),
    ):
        part = [each for each in asked if (each.question_id in waited) == bool(state)]
        if part:
            run.show(f"title-{state}", block("h2", title))
        for each in part:
            _question(run, meeting, standing, each, names)
    show_recorded(run, meeting)


def _head(run: Visit, asked: list[Asked]) -> None:
    words, say = run.words, run.words.say
    waiting = [each for each in asked if each.state == "waiting"]
    told = say("No question has come in.")
    if waiting:
        oldest = words.count("{count} day", "{count} days", _age(run, waiting[0]))
        told = words.count(
            "{count} question waits, for {days}.",
            "{count} questions wait, the oldest for {days}.",
            len(waiting),
            days=oldest,
        )
    elif asked:
        told = say("No question waits for an answer.")
    nothing = say("Nothing that somebody asked is public before one of you has approved or answered it.")
    run.show("questions-head", block("h1", say("Questions")), block("p", told, " ", nothing, kind="lead"))


def _names(run: Visit, standing: Round) -> Mapping[str, str]:
    """Return what each action and theme is called."""
    shown = figures(run, run.desk.build(), standing.round_id)
    found = {}
    for tile in tiles(shown.book.cursor, standing.round_id):
        title = run.words.pick(tile.title_en, tile.title_cy)
        found[tile.action_id] = f"{tile.action_id} {title.text}" if title else tile.action_id
    for theme in themes(shown.book.cursor):
        name = run.words.pick(theme.name_en, theme.name_cy)
        found[theme.theme_id] = name.text if name else theme.theme_id
    return found


def _question(run: Visit, meeting: Meeting, standing: Round, asked: Asked, names: Mapping[str, str]) -> None:
    run.show(f"question-{asked.question_id}", *question_blocks(run, asked, names))
    if asked.state == "withdrawn" or not meeting.may("hold_question"):
        show_recorded(run, meeting, asked.question_id)
        return
    is_general = asked.consent_scope == _GENERAL
    choices = ["answer_general" if is_general else "answer_question"]
    if asked.consent_scope and not asked.is_approved:
        choices.append("approve_general" if is_general else "approve_question")
    choices += ["hold_question", "decline_question", "withdraw_question"]
    about = {"question_id": asked.question_id}
    if not standing.is_locked:
        about["round_id"] = standing.round_id
    title = run.words.say("Answer it, or decide what becomes of it")
    with st.expander(title, key=f"open-{asked.question_id}"):
        decide(run, meeting, Matter(asked.question_id, about, choices, {}), is_list_shown=False)


def question_blocks(run: Visit, asked: Asked, names: Mapping[str, str]) -> list[Block | None]:
    """Return a question as the group and the lead of its action see it, with the answer that it has."""
    words, say = run.words, run.words.say
    subject = asked.action_id or asked.theme_id or ""
    facts = [
        say(QUESTION_STATES[asked.state]),
        words.count("{count} day", "{count} days", _age(run, asked)) if asked.state == "waiting" else "",
        say(CHANNELS[asked.channel]).rstrip(".") if asked.channel in CHANNELS else "",
        say(QUESTION_SCOPES[asked.consent_scope or "none"]),
    ]
    general = in_its_language(words.pick(asked.general_words_en, asked.general_words_cy), words)
    answer = asked.answer and in_its_language(
        words.pick(asked.answer.answer_en, asked.answer.answer_cy), words
    )
    return [
        block("h3", names.get(subject, subject)),
        block(
            "blockquote",
            block("p", asked.question),
            kind="bubble",
            lang=asked.language if asked.language in LANGUAGES else None,
        ),
        block("p", f"{words.day(asked.asked_on)} · " + " · ".join(filter(None, facts)), kind="quiet"),
        block("p", block("strong", say("In general words:")), " ", general) if general else None,
        block("p", block("strong", say("Answer:")), " ", answer) if answer else None,
    ]


def _age(run: Visit, asked: Asked) -> int:
    return (run.desk.today() - asked.asked_on).days


questions_page(visit())
