"""What was confirmed: its receipts, how far it has come, and what happens next."""

import streamlit as st

from dashboard.components.blocks import block, link
from dashboard.workspace.frame import steering_group
from dashboard.workspace.parts.pending import forget, is_sending, receipts_shown
from dashboard.workspace.parts.receipts import progress, receipt_facts
from dashboard.workspace.visit import Visit


def sent(run: Visit) -> None:
    """Show the receipts of what was confirmed here, how far it has come, and what happens next."""
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
    st.button(say("Report something else"), key="again", on_click=_again, wrap=True)


@st.fragment(run_every=1)
def being_sent(run: Visit) -> None:
    """Say that something is being sent, and show the page anew when it has been."""
    if not is_sending():
        st.rerun()
    told = block("p", run.words.say("It is being sent. In a moment this page says what became of it."))
    run.show("being-sent", block("div", told, kind="notice", role="status"), is_live=True)


def _again() -> None:
    receipts_shown().clear()
    forget()


@st.fragment(run_every=2)
def _progress(run: Visit) -> None:
    """Show how far what was confirmed has come, and look again every two seconds."""
    found = [receipt for receipt in receipts_shown() if receipt.accepted]
    if found:
        run.show("progress", *progress(run, *found), is_live=True)
