"""Report on one action with a form: the workbook's questions."""

import streamlit as st

from dashboard.workspace.parts.form import action_form
from dashboard.workspace.parts.pending import forget
from dashboard.workspace.reporting.task import Task


def by_form(task: Task) -> None:
    """Have an action chosen, and its form filled in."""
    words, actions = task.run.words, list(task.by_id)
    asked = task.run.address.get("action")
    chosen = st.selectbox(
        words.say("Which action?"),
        actions,
        index=actions.index(asked) if asked in actions else None,
        format_func=task.title,
        placeholder=words.say("Choose an action"),
        key="which-action",
    )
    upload = action_form(task.run, task.by_id[chosen]) if chosen else None
    if upload is not None:
        forget()
        task.look_at(f"form-{chosen}", upload)
