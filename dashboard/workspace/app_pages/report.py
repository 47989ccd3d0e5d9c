"""Report: three ways that are one way, the answer at once, before and after, confirm, receipt."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.components.blocks import Block, block
from dashboard.locale.translator import Words
from dashboard.workspace.parts.due import due_sentence
from dashboard.workspace.parts.pending import forget, is_sending, notice_of, pending, receipts_shown
from dashboard.workspace.parts.receipts import moment
from dashboard.workspace.reporting.answered import answered
from dashboard.workspace.reporting.by_form import by_form
from dashboard.workspace.reporting.by_workbook import by_workbook, downloads
from dashboard.workspace.reporting.no_change import by_no_change
from dashboard.workspace.reporting.sent import being_sent, sent
from dashboard.workspace.reporting.task import Task
from dashboard.workspace.visit import Visit, visit

WAYS: dict[str, Callable[[Task], None]] = {"workbook": by_workbook, "form": by_form, "none": by_no_change}


def report_page(run: Visit) -> None:
    """Show the way from what is to be said to its receipt."""
    standing, partner_id = run.desk.round_to_report(), run.partner_id
    if standing is None or partner_id is None or not run.person.may("report", partner_id):
        run.show(
            "nothing",
            block("h1", run.words.say("Report")),
            block("p", run.words.say("There is nothing to report just now."), kind="lead"),
        )
        return
    task = Task(run, partner_id, standing, run.desk.actions(partner_id, standing.round_id))
    top = st.container()
    is_confirmed = bool(receipts_shown())
    if is_sending():
        being_sent(run)
    elif is_confirmed and not pending():
        sent(run)
    else:
        _reporting(task)
    with top:
        _title(task, _step(is_confirmed))


def _step(is_confirmed: bool) -> int:
    """Return how far the way has been gone: choose how, see what it says, confirm, receipt."""
    waiting = pending()
    if not waiting:
        return 4 if is_confirmed else 1
    return 3 if any(not each.checked.preview.problems for each in waiting) else 2


def _reporting(task: Task) -> None:
    """Show the three ways, what the chosen one asks, and the answer to what was given."""
    asked = task.run.address.get("way")
    way = asked if asked in WAYS else next(iter(WAYS))
    _ways(task, way)
    WAYS[way](task)
    if notice := notice_of(task.run.words):
        task.run.show("notice", block("div", block("p", notice), kind="notice", role="status"))
    for number, each in enumerate(pending()):
        answered(task, each, number)


def _title(task: Task, step: int) -> None:
    words, say = task.run.words, task.run.words.say
    names = (say("Choose how"), say("See what it says"), say("Confirm"), say("Receipt"))
    steps = [
        block(
            "li",
            f"{words.number(number)} {name}",
            kind="done" if number < step else "now" if number == step else "later",
            aria_current="step" if number == step else None,
        )
        for number, name in enumerate(names, start=1)
    ]
    task.run.show(
        "report-title",
        block("h1", say("Report for {round}", round=task.run.round_name(task.round_id))),
        block("p", *due_sentence(task.run, task.standing, task.mine), kind="lead"),
        _last(task),
        block("ol", *steps, kind="way", aria_label=say("Where you are")),
    )


def _last(task: Task) -> Block | None:
    """Say what came last: a connection may have been lost, or a colleague has sent it."""
    run, words = task.run, task.run.words
    came = run.desk.last_receipt(task.partner_id, task.round_id)
    if came is None:
        return None
    told = words.say(
        "The last that came from you for {round}: receipt {receipt}, {moment}.",
        round=run.round_name(task.round_id),
        receipt=came.receipt_id,
        moment=moment(came, run),
    )
    return block("p", told, kind="quiet")


def _ways(task: Task, way: str) -> None:
    for column, (name, (title, text, verb)) in zip(
        st.columns(len(WAYS)), _told(task.run.words).items(), strict=True
    ):
        chosen = "-chosen" if name == way else ""
        with column, st.container(border=True, height="stretch", key=f"way-{name}{chosen}"):
            task.run.show(f"told-{name}", block("h2", title), block("p", text))
            if name == way == "workbook":
                downloads(task)
            if name != way:
                st.button(verb, key=f"choose-{name}", on_click=partial(_choose, name), wrap=True)


def _told(words: Words) -> dict[str, tuple[str, str, str]]:
    """Return what each way is called, what it is, and what is pressed to go it."""
    say = words.say
    return {
        "workbook": (
            say("With the workbook"),
            say("Your actions are in it, with what you said last."),
            say("Use the workbook"),
        ),
        "form": (
            say("One action, here"),
            say("A short form, the same questions."),
            say("Choose an action"),
        ),
        "none": (
            say("Nothing has changed"),
            say("For all your actions, or some of them."),
            say("Say so"),
        ),
    }


def _choose(way: str) -> None:
    """Go another way: what was on the way to being confirmed is forgotten."""
    st.query_params["way"] = way
    st.query_params.pop("action", None)
    forget()


report_page(visit())
