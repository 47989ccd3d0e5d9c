"""Report with the workbook: download it, and drop it, filled in."""

from functools import partial

import streamlit as st

from dashboard.workspace.look import uploader_in
from dashboard.workspace.reporting.task import Task
from pipelines.workspace import uploaded

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DROP = "drop"
"""How many boxes for files there were in this session."""


def downloads(task: Task) -> None:
    """Offer the partner's workbook in each of the plan's languages."""
    words, desk = task.run.words, task.run.desk
    labels = {words.lang: words.say("Download it")}
    if words.other:
        labels[words.other] = words.say("The same in the other language")
    for lang, label in labels.items():
        st.download_button(
            label,
            data=partial(desk.template, task.partner_id, task.round_id, lang),
            file_name=f"{task.partner_id}-{task.round_id}-{lang}.xlsx",
            mime=_XLSX,
            key=f"download-{lang}",
            on_click="ignore",
            type="secondary" if lang == words.lang else "tertiary",
            wrap=True,
        )


def by_workbook(task: Task) -> None:
    """Take files in, and have each looked at once."""
    files = st.file_uploader(
        task.run.words.say("Drop your workbook here, or choose it. Several at once are answered one by one."),
        accept_multiple_files=True,
        key=f"drop-{st.session_state.get(_DROP, 0)}",
    )
    uploader_in(task.run.words)
    for file in files:
        task.look_at(f"file-{file.file_id}", uploaded(file.name, file.getvalue()))
    if files:
        st.session_state[_DROP] = st.session_state.get(_DROP, 0) + 1
        st.rerun()  # with an empty box for the next file
