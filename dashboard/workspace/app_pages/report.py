"""Report: three ways that are one way, the answer at once, before and after, confirm, receipt."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.components.blocks import Block, block, link
from dashboard.components.plain import plain
from dashboard.workspace.frame import steering_group
from dashboard.workspace.look import uploader_in
from dashboard.workspace.parts.answer import advising, changing, mending, title_of
from dashboard.workspace.parts.due import due_sentence
from dashboard.workspace.parts.form import action_form
from dashboard.workspace.parts.pending import (
    Pending,
    confirm,
    forget,
    notice_of,
    pending,
    put,
    receipts_shown,
)
from dashboard.workspace.parts.receipts import progress, receipt_facts
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import MyAction, Round, header_of, of_no_change, uploaded

WAYS = ("workbook", "form", "none")
_DROP = "drop"
"""How many boxes for files there were in this session."""


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
    mine = run.desk.actions(partner_id, standing.round_id)
    top = st.container()
    shown = receipts_shown()
    if shown and not pending():
        _receipts(run, partner_id)
    else:
        _reporting(run, standing, partner_id, mine)
    with top:
        _title(run, standing, mine, _step(bool(shown)))


def _step(is_confirmed: bool) -> int:
    """Return how far the way has been gone: choose how, see what it says, confirm, receipt."""
    waiting = pending()
    if not waiting:
        return 4 if is_confirmed else 1
    return 3 if any(not each.checked.preview.problems for each in waiting) else 2


def _reporting(run: Visit, standing: Round, partner_id: str, mine: Sequence[MyAction]) -> None:
    """Show the three ways, what the chosen one asks, and the answer to what was given."""
    way = run.address.get("way", WAYS[0])
    _ways(run, partner_id, standing, way)
    if way == "form":
        _form(run, standing, partner_id, mine)
    elif way == "none":
        _none(run, standing, partner_id, mine)
    else:
        _drop(run, standing, partner_id)
    if notice := notice_of(run.words):
        run.show("notice", block("div", block("p", notice), kind="notice", role="status"))
    for number, each in enumerate(pending()):
        _answer(run, standing, partner_id, mine, each, number)


def _title(run: Visit, standing: Round, mine: Sequence[MyAction], step: int) -> None:
    words, say = run.words, run.words.say
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
    run.show(
        "report-title",
        block("h1", say("Report for {round}", round=run.round_name(standing.round_id))),
        block("p", *due_sentence(run, standing, mine), kind="lead"),
        block("ol", *steps, kind="way", aria_label=say("Where you are")),
    )


def _ways(run: Visit, partner_id: str, standing: Round, way: str) -> None:
    say = run.words.say
    told = {
        "workbook": (say("With the workbook"), say("Your actions are in it, with what you said last.")),
        "form": (say("One action, here"), say("A short form, the same questions.")),
        "none": (say("Nothing has changed"), say("For all your actions, or some of them.")),
    }
    verbs = {"form": say("Choose an action"), "none": say("Say so"), "workbook": say("Upload it")}
    for column, (name, (title, text)) in zip(st.columns(3), told.items(), strict=True):
        with (
            column,
            st.container(border=True, height="stretch", key=f"way-{name}{'-chosen' if name == way else ''}"),
        ):
            run.show(f"told-{name}", block("h2", title), block("p", text))
            if name == "workbook":
                _downloads(run, partner_id, standing)
            if name != way:
                st.button(verbs[name], key=f"choose-{name}", on_click=partial(_choose, name))


def _choose(way: str) -> None:
    """Go another way: what was on the way to being confirmed is forgotten."""
    st.query_params["way"] = way
    st.query_params.pop("action", None)
    forget()


def _downloads(run: Visit, partner_id: str, standing: Round) -> None:
    words = run.words
    spoken = [lang for lang in (words.lang, words.other) if lang in run.desk.languages()]
    labels = {words.lang: words.say("Download it"), words.other: words.say("The same in the other language")}
    for lang in spoken:
        st.download_button(
            labels[lang],
            data=partial(run.desk.template, partner_id, standing.round_id, lang),
            file_name=f"{partner_id}-{standing.round_id}-{lang}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"download-{lang}",
            on_click="ignore",
            type="secondary" if lang == words.lang else "tertiary",
        )


def _drop(run: Visit, standing: Round, partner_id: str) -> None:
    """Take files in, and have each looked at once."""
    files = st.file_uploader(
        run.words.say("Drop your workbook here, or choose it. Several at once are answered one by one."),
        accept_multiple_files=True,
        key=f"drop-{st.session_state.get(_DROP, 0)}",
    )
    uploader_in(run.words)
    for file in files:
        put(run, f"file-{file.file_id}", uploaded(file.name, file.getvalue()), partner_id, standing.round_id)
    if files:
        st.session_state[_DROP] = st.session_state.get(_DROP, 0) + 1
        st.rerun()  # with an empty box for the next file


def _form(run: Visit, standing: Round, partner_id: str, mine: Sequence[MyAction]) -> None:
    words = run.words
    actions = {each.action.action_id: each for each in mine}
    asked = run.address.get("action")
    chosen = st.selectbox(
        words.say("Which action?"),
        list(actions),
        index=list(actions).index(asked) if asked in actions else None,
        format_func=lambda action_id: title_of(action_id, actions, words),
        placeholder=words.say("Choose an action"),
        key="which-action",
    )
    if chosen is None:
        return
    upload = action_form(run, actions[chosen])
    if upload is not None:
        forget()
        put(run, f"form-{chosen}", upload, partner_id, standing.round_id)


def _none(run: Visit, standing: Round, partner_id: str, mine: Sequence[MyAction]) -> None:
    words = run.words
    led = [each for each in mine if each.is_lead]
    supported = [each for each in mine if not each.is_lead]
    chosen = []
    with st.form("no-change", border=False):
        for title, group, is_on in (
            (words.say("You lead"), led, True),
            (words.say("You support"), supported, False),
        ):
            if group:
                run.show(f"none-{is_on}", block("h2", title))
            for each in group:
                title_text = title_of(each.action.action_id, {each.action.action_id: each}, words)
                is_chosen = st.checkbox(
                    plain(title_text),
                    value=is_on and not each.is_reported and bool(each.said),
                    key=f"none-{each.action.action_id}",
                )
                chosen += [each.action.action_id] if is_chosen else []
        is_asked = st.form_submit_button(words.say("See what it says"), type="primary")
    if is_asked:
        forget()
        if chosen:
            put(run, "no-change", of_no_change(chosen), partner_id, standing.round_id)
        else:
            run.show(
                "none-chosen",
                block(
                    "div", block("p", words.say("Choose at least one action.")), kind="notice", role="alert"
                ),
            )


def _answer(
    run: Visit, standing: Round, partner_id: str, mine: Sequence[MyAction], each: Pending, number: int
) -> None:
    words, say = run.words, run.words.say
    actions = {found.action.action_id: found for found in mine}
    header, checked = header_of(words.lang), each.checked
    named = checked.upload.name
    opened: list[Block | None] = (
        []
        if checked.upload.is_made_here
        else [
            block(
                "p",
                block("strong", named),
                ", ",
                say("read in {seconds} seconds.", seconds=words.number(round(each.seconds, 1))),
                kind="read",
            )
        ]
    )
    run.show(
        f"answer-{number}",
        *opened,
        *mending(checked, actions, header, words),
        *changing(checked, actions, words),
        *advising(checked, actions, header, words),
        is_live=True,
    )
    with st.container(horizontal=True, key=f"answers-{number}"):
        _buttons(run, standing, partner_id, each)


def _buttons(run: Visit, standing: Round, partner_id: str, each: Pending) -> None:
    words, say, checked = run.words, run.words.say, each.checked
    problems, named = checked.preview.problems, plain(checked.upload.name)
    if problems:
        label = words.count(
            "Confirm (mend {count} thing first)", "Confirm (mend {count} things first)", len(problems)
        )
        st.button(label, key=f"confirm-{each.key}", disabled=True)
    else:
        st.button(
            say("Confirm and send") if len(pending()) == 1 else say("Confirm and send {name}", name=named),
            key=f"confirm-{each.key}",
            type="primary",
            disabled=not checked.preview.changes,
            on_click=confirm,
            args=(each.key, partner_id, standing.round_id, words.lang),
        )
    if checked.upload.is_made_here:
        return
    if problems:
        st.download_button(
            say("Download the file with these marked beside their rows"),
            data=partial(run.desk.marked, checked, partner_id, standing.round_id, words.lang),
            file_name=f"{partner_id}-{standing.round_id}-marked.xlsx",
            key=f"marked-{each.key}",
            on_click="ignore",
            wrap=True,
        )
    st.button(say("Take it away"), key=f"away-{each.key}", on_click=forget, args=(each.key,))


def _receipts(run: Visit, partner_id: str) -> None:
    words, say = run.words, run.words.say
    group = steering_group(run.desk, words)
    for number, receipt in enumerate(receipts_shown()):
        run.show(
            f"receipt-{number}",
            block("h2", say("Thank you. Your receipt:")),
            receipt_facts(receipt, run),
            block(
                "p",
                link(
                    say("Show it alone, to print or to keep"),
                    "receipt",
                    run.state(receipt=receipt.duplicate_of or receipt.receipt_id),
                ),
            ),
            is_live=True,
        )
    _progress(run)
    run.show(
        "next",
        block("h2", say("What happens next")),
        block(
            "ul",
            block(
                "li",
                say("It is looked at by {group}; you are asked if something is not clear.", group=group),
            ),
            block("li", say("Nothing of it is public before the group has signed it off.")),
            block("li", say("To correct something, report again: the newer word counts.")),
            kind="plain",
        ),
        block(
            "p", link(say("My actions"), "", run.state()), " · ", link(say("History"), "history", run.state())
        ),
    )
    st.button(say("Report something else"), key="again", on_click=_again)


def _again() -> None:
    receipts_shown().clear()
    forget()


@st.fragment(run_every=2)
def _progress(run: Visit) -> None:
    """Show how far what was confirmed has come, and look again every two seconds."""
    found = [receipt for receipt in receipts_shown() if receipt.accepted]
    if found:
        run.show(
            "progress",
            progress(all(run.desk.is_in_figures(receipt) for receipt in found), run.words),
            is_live=True,
        )


report_page(visit())
