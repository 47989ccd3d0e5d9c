"""Take in: tallies of an event, questions, and values that others measured; looked at, then confirmed."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.components.blocks import Block, block, link
from dashboard.locale.translator import Words
from dashboard.workspace.look import uploader_in
from dashboard.workspace.parts.answer import advising, mending
from dashboard.workspace.parts.form import as_typed
from dashboard.workspace.parts.pending import (
    AsGathered,
    Pending,
    confirm,
    forget,
    is_sending,
    notice_of,
    pending,
    put,
    receipts_shown,
)
from dashboard.workspace.parts.receipts import moment, receipt_facts, recorded
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import GATHERED, Gathering, NotAllowed, Refusal, header_of, uploaded

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLACE = AsGathered.place
_DROP = "drop-gathered"
"""How many boxes for files there were in this session."""


def gather_page(run: Visit) -> None:
    """Show what can be taken in, its workbook, and the answer to what was dropped."""
    if not run.person.may("decide"):
        raise NotAllowed("decide")
    gathering, asked = Gathering(run.desk), run.address.get("way")
    feed = asked if asked in GATHERED else GATHERED[0]
    _head(run)
    _ways(run, gathering, feed)
    _last(run, gathering, feed)
    if is_sending(_PLACE):
        _being_sent(run)
        return
    _drop(run, feed)
    if notice := notice_of(run.words, _PLACE):
        run.show("notice", block("div", block("p", notice), kind="notice", role="status"))
    for number, each in enumerate(pending(_PLACE)):
        _answered(run, gathering, each, number)
    _receipts(run)


def _head(run: Visit) -> None:
    say = run.words.say
    told = say(
        "What people said at an event, what they asked, and what others measured. Each file is looked at "
        "first; you confirm it, and it has its receipt. Nothing of it is public before a round is signed off."
    )
    title = block("h1", say("Take in what people say, and what is measured"))
    run.show("gather", title, block("p", told, kind="lead"))


def _ways(run: Visit, gathering: Gathering, feed: str) -> None:
    """Show the three kinds of file, each with its workbook where it is the chosen one."""
    for column, (name, (title, text, verb)) in zip(
        st.columns(len(GATHERED)), _told(run.words).items(), strict=True
    ):
        chosen = "-chosen" if name == feed else ""
        with column, st.container(border=True, height="stretch", key=f"way-{name}{chosen}"):
            run.show(f"told-{name}", block("h2", title), block("p", text))
            if name != feed:
                st.button(verb, key=f"choose-{name}", on_click=partial(_choose, name), wrap=True)
            elif name == "felt":
                _tally(run, gathering)
            else:
                _downloads(run, name, partial(gathering.workbook, name))


def _told(words: Words) -> dict[str, tuple[str, str, str]]:
    """Return what each kind of file is called, what is in it, and what is pressed to choose it."""
    say = words.say
    return {
        "felt": (
            say("Is it felt?"),
            say("The tally of an event: a sheet to print for the table, and where its numbers go."),
            say("Take in a tally"),
        ),
        "questions": (
            say("Questions from people"),
            say("From paper, an event, e-mail, or a form as it is exported. Who asked is not kept."),
            say("Take in questions"),
        ),
        "indicator_values": (
            say("What changes in people's lives"),
            say("Values of the plan’s indicators, as others measured them."),
            say("Take in values"),
        ),
    }


def _choose(feed: str) -> None:
    """Take in another kind: what was on the way to being confirmed is forgotten."""
    st.query_params["way"] = feed
    forget(place=_PLACE)


def _tally(run: Visit, gathering: Gathering) -> None:
    """Ask of which day and of what, and offer the workbook of that event."""
    words, subjects = run.words, gathering.subjects(run.words.lang)
    typed = st.text_input(words.say("The day of the event"), as_typed(run.desk.today()), key="held-on")
    held_on = None
    try:
        held_on = gathering.day(typed, words.lang)
    except Refusal as refusal:
        run.show("no-day", block("div", block("p", str(refusal)), kind="notice", role="alert"))
    else:
        run.show("day", block("p", words.day(held_on)))
    chosen = st.multiselect(
        words.say("What people are asked about (all themes where you choose nothing)"),
        list(subjects),
        format_func=subjects.__getitem__,
        placeholder=words.say("Themes or actions"),
        key="tally-subjects",
    )
    if held_on is not None:
        _downloads(run, f"felt-{held_on}", partial(gathering.tally, held_on, chosen))


def _downloads(run: Visit, name: str, made: Callable[[str], bytes]) -> None:
    """Offer a workbook in each of the plan's languages."""
    words = run.words
    labels = {words.lang: words.say("Download the workbook")}
    if words.other:
        labels[words.other] = words.say("The same in the other language")
    for lang, label in labels.items():
        st.download_button(
            label,
            data=partial(made, lang),
            file_name=f"{name}-{lang}.xlsx",
            mime=_XLSX,
            key=f"workbook-{lang}",
            on_click="ignore",
            type="secondary" if lang == words.lang else "tertiary",
            wrap=True,
        )


def _last(run: Visit, gathering: Gathering, feed: str) -> None:
    """Say what came last of this kind: a colleague may have taken it in."""
    came = gathering.last_receipt(feed)
    if came is None:
        return
    told = run.words.say(
        "The last that was taken in of this kind: receipt {receipt}, {moment}.",
        receipt=came.receipt_id,
        moment=moment(came, run),
    )
    run.show("last", block("p", told, kind="quiet"))


def _drop(run: Visit, feed: str) -> None:
    """Take files in, and have each looked at once."""
    files = st.file_uploader(
        run.words.say("Drop the file here, or choose it. Several at once are answered one by one."),
        accept_multiple_files=True,
        key=f"gathered-{st.session_state.get(_DROP, 0)}",
    )
    uploader_in(run.words)
    for file in files:
        put(run, f"file-{file.file_id}", uploaded(file.name, file.getvalue()), AsGathered(feed))
    if files:
        st.session_state[_DROP] = st.session_state.get(_DROP, 0) + 1
        st.rerun()  # with an empty box for the next file


def _answered(run: Visit, gathering: Gathering, each: Pending, number: int) -> None:
    """Show what is to be mended or what would be recorded, and let it be confirmed or taken away."""
    words, checked = run.words, each.checked
    feed = each.way.feed if isinstance(each.way, AsGathered) else GATHERED[0]
    header, problems = header_of(words.lang, feed), checked.preview.problems
    told = recorded(checked.preview.rows, words)
    run.show(
        f"answer-{number}",
        block("p", block("strong", checked.upload.name), kind="read"),
        *mending(checked, {}, header, words),
        *([] if problems else _recording(told, words)),
        *advising(checked, {}, header, words),
        is_live=True,
    )
    with st.container(horizontal=True, key=f"answers-{number}"):
        if problems:
            st.download_button(
                words.say("Download the file with these marked beside their rows"),
                data=partial(gathering.marked, checked, feed, words.lang),
                file_name=f"{feed}-marked.xlsx",
                key=f"marked-{each.key}",
                on_click="ignore",
                wrap=True,
            )
        else:
            st.button(
                words.say("Confirm and take in"),
                key=f"confirm-{each.key}",
                type="primary",
                disabled=not told,
                on_click=confirm,
                args=(each.key, _PLACE, words.lang),
                wrap=True,
            )
        st.button(
            words.say("Take it away"),
            key=f"away-{each.key}",
            on_click=forget,
            args=(each.key, _PLACE),
            wrap=True,
        )


def _recording(told: str, words: Words) -> list[Block]:
    nothing = words.say("It says nothing: nothing would be recorded.")
    return [
        block("h2", words.say("What it would record")),
        block("p", f"{told}." if told else nothing),
    ]


@st.fragment(run_every=1)
def _being_sent(run: Visit) -> None:
    """Say that something is being sent, and show the page anew when it has been."""
    if not is_sending(_PLACE):
        st.rerun()
    told = block("p", run.words.say("It is being sent. In a moment this page says what became of it."))
    run.show("being-sent", block("div", told, kind="notice", role="status"), is_live=True)


def _receipts(run: Visit) -> None:
    """Show the receipts of what was confirmed here, and what happens next."""
    say = run.words.say
    for number, receipt in enumerate(receipts_shown(_PLACE)):
        run.show(
            f"receipt-{number}",
            block("h2", say("Thank you. Your receipt:")),
            receipt_facts(receipt, run),
            is_live=True,
        )
        if receipt.feed == "questions":
            way = link(say("Answer what was asked"), "questions", run.state())
            run.show(f"next-{number}", block("p", way))


gather_page(visit())
