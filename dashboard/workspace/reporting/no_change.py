"""Report that nothing has changed, for all actions or some of them."""

import streamlit as st

from dashboard.components.blocks import block
from dashboard.components.plain import plain
from dashboard.workspace.parts.pending import forget
from dashboard.workspace.reporting.task import Task
from pipelines.workspace import MyAction, of_no_change


def by_no_change(task: Task) -> None:
    """Have those actions chosen of which nothing has changed."""
    run, say = task.run, task.run.words.say
    with st.form("no-change", border=False):
        chosen = [
            each.action.action_id
            for title, is_lead in ((say("You lead"), True), (say("You support"), False))
            for each in _group(task, title, is_lead)
        ]
        is_asked = st.form_submit_button(say("See what it says"), type="primary", wrap=True)
    if not is_asked:
        return
    forget()
    if chosen:
        task.look_at("no-change", of_no_change(chosen))
        return
    told = block("p", say("Choose at least one action."))
    run.show("none-chosen", block("div", told, kind="notice", role="alert"))


def _group(task: Task, title: str, is_lead: bool) -> list[MyAction]:
    """Show the actions that the partner leads, or those that it supports; return those that are chosen."""
    group = [each for each in task.mine if each.is_lead == is_lead]
    if group:
        task.run.show(f"none-{is_lead}", block("h2", title))
    return [each for each in group if _is_unchanged(task, each)]


def _is_unchanged(task: Task, mine: MyAction) -> bool:
    action_id = mine.action.action_id
    return st.checkbox(
        plain(task.title(action_id)),
        value=mine.is_lead and not mine.is_reported and bool(mine.said),
        key=f"none-{action_id}",
    )
