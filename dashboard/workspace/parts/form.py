"""The form of one action: the workbook's questions, with the last answers in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.components.blocks import block
from dashboard.components.plain import plain
from dashboard.workspace.visit import Visit
from pipelines.workspace import MyAction, Question, Upload, of_form, questions

WORDS = ("what_happened", "in_plain_words")
AHEAD = ("reason", "next_step", "next_news_by")
ASKED = {
    "not_started": (*WORDS, *AHEAD, "forecast_finish"),
    "in_progress": (*WORDS, *AHEAD, "forecast_finish", "evidence"),
    "complete": (*WORDS, "completed_on", "evidence", "next_step"),
    "paused": (*WORDS, *AHEAD, "look_again_on"),
    "stopped": (*WORDS, "reason", "next_step", "evidence"),
}
"""What is asked at each stage, beside the rating of what is in progress."""

STEP = ("state", "done_on", "due_on", "reason")
_LONG = 500


def action_form(visit: Visit, mine: MyAction) -> Upload | None:
    """Show the form of an action; return what was filled in when its reader wants to see what it says."""
    words, said = visit.words, mine.said
    asked = {question.name: question for question in questions("updates", words.lang)}
    key = f"form-{mine.action.action_id}-{said.get('receipt_id', '')}"
    typed = {"stage": choice_answer(asked["stage"], said.get("stage"), f"{key}-stage")}
    with st.container():  # what follows keeps its place, with a rating or without
        if typed["stage"] == "in_progress":
            typed["rating"] = choice_answer(asked["rating"], said.get("rating"), f"{key}-rating")
    with st.form(key, border=False):
        with st.container():  # the button keeps its place, however much is asked
            for name in ASKED.get(typed["stage"], ASKED["not_started"]):
                typed[name] = text_answer(asked[name], said.get(name), f"{key}-{name}")
            if len(visit.desk.languages()) > 1:
                spoken, language = said.get("words_language") or words.lang, asked["words_language"]
                typed["words_language"] = choice_answer(language, spoken, f"{key}-words_language")
        if typed["stage"] == said.get("stage"):
            typed = {name: as_typed(said.get(name)) for name in asked if name != "no_change"} | typed
        steps = _steps(visit, mine, key)
        is_asked = st.form_submit_button(words.say("See what it says"), type="primary", wrap=True)
    return of_form(mine.action.action_id, typed, steps) if is_asked else None


def _steps(visit: Visit, mine: MyAction, key: str) -> dict[str, Mapping[str, str]]:
    """Show the action's steps, folded; return those of which something else is said than before."""
    if not mine.milestones:
        return {}
    words = visit.words
    asked = [
        question
        for name in STEP
        for question in questions("milestone_updates", words.lang)
        if question.name == name
    ]
    changed: dict[str, Mapping[str, str]] = {}
    with st.expander(words.say("Steps"), key=f"{key}-steps"):
        for milestone, before in mine.milestones:
            title = words.pick(milestone.title_en, milestone.title_cy)
            name = f"{key}-{milestone.milestone_id}"
            shown = title.text if title else milestone.milestone_id
            visit.show(f"{name}-title", block("h3", shown, lang=title.lang if title else None))
            values = _answers(asked, before, name)
            if any(values[column] != as_typed(before.get(column)) for column in values):
                changed[milestone.milestone_id] = values
    return changed


def _answers(asked: Sequence[Question], before: Mapping[str, Any], key: str) -> dict[str, str]:
    return {
        question.name: (choice_answer if question.answers else text_answer)(
            question, before.get(question.name), f"{key}-{question.name}"
        )
        for question in asked
    }


def choice_answer(question: Question, before: str | None, key: str) -> str:
    """Ask for one of a question's answers; return its code, or nothing."""
    labels = dict(question.answers)
    codes = list(labels)
    chosen = st.radio(
        _label(question),
        codes,
        index=codes.index(before) if before in codes else None,
        format_func=lambda code: plain(labels[code]),
        key=key,
        horizontal=True,
    )
    return chosen or ""


def text_answer(question: Question, before: Any, key: str) -> str:
    """Ask for what is to be typed; return it as it was typed."""
    is_long = (
        not question.is_date and (question.most_characters or 0) > _LONG and "://" not in question.example
    )
    if is_long:
        return st.text_area(_label(question), as_typed(before), key=key, height=100)
    return st.text_input(_label(question), as_typed(before), key=key)


def _label(question: Question) -> str:
    """Return a question with the workbook's own help beneath it."""
    return f"**{plain(question.header)}**  \n{plain(question.help)}"


def as_typed(value: Any) -> str:
    """Return a value as somebody would have typed it."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
