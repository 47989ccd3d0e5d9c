"""The door's answer to what was handed over, with what can be done about it."""

from functools import partial

import streamlit as st

from dashboard.components.blocks import Block, block
from dashboard.components.plain import plain
from dashboard.workspace.parts.answer import advising, changing, mending
from dashboard.workspace.parts.pending import Pending, confirm, forget, pending
from dashboard.workspace.reporting.task import Task
from pipelines.workspace import header_of


def answered(task: Task, each: Pending, number: int) -> None:
    """Show what is to be mended or what would change, and let it be confirmed or taken away."""
    words = task.run.words
    header, checked = header_of(words.lang), each.checked
    task.run.show(
        f"answer-{number}",
        None if checked.upload.is_made_here else _read(task, each),
        *mending(checked, task.by_id, header, words),
        *changing(checked, task.by_id, words),
        *advising(checked, task.by_id, header, words),
        is_live=True,
    )
    with st.container(horizontal=True, key=f"answers-{number}"):
        _confirmation(task, each)
        if not checked.upload.is_made_here:
            _about_file(task, each)


def _read(task: Task, each: Pending) -> Block:
    """Return which file was read, and in which time: a tenth of a second is the least that is said."""
    words = task.run.words
    seconds = words.number(max(round(each.seconds, 1), 0.1))
    told = words.say("read in {seconds} seconds.", seconds=seconds)
    return block("p", block("strong", each.checked.upload.name), ", ", told, kind="read")


def _confirmation(task: Task, each: Pending) -> None:
    words, checked = task.run.words, each.checked
    problems, named = checked.preview.problems, plain(checked.upload.name)
    if problems:
        label = words.count(
            "Confirm (mend {count} thing first)", "Confirm (mend {count} things first)", len(problems)
        )
        st.button(label, key=f"confirm-{each.key}", disabled=True, wrap=True)
        return
    is_alone = len(pending()) == 1
    st.button(
        words.say("Confirm and send") if is_alone else words.say("Confirm and send {name}", name=named),
        key=f"confirm-{each.key}",
        type="primary",
        disabled=not checked.preview.changes,
        on_click=confirm,
        args=(each.key, each.way.place, words.lang),
        wrap=True,
    )


def _about_file(task: Task, each: Pending) -> None:
    words, checked = task.run.words, each.checked
    if checked.preview.problems:
        st.download_button(
            words.say("Download the file with these marked beside their rows"),
            data=partial(task.run.desk.marked, checked, task.partner_id, task.round_id, words.lang),
            file_name=f"{task.partner_id}-{task.round_id}-marked.xlsx",
            key=f"marked-{each.key}",
            on_click="ignore",
            wrap=True,
        )
    st.button(words.say("Take it away"), key=f"away-{each.key}", on_click=forget, args=(each.key,), wrap=True)
