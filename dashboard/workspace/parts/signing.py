"""Closing, signing and publishing: each one press, each answered in a sentence, nothing half done."""

from collections.abc import Callable

import streamlit as st

from dashboard.components.blocks import block, link, outside_link
from dashboard.settings import Settings
from dashboard.workspace.frame import steering_group
from dashboard.workspace.parts.receipts import by_whom
from dashboard.workspace.parts.recorded import note_recorded
from dashboard.workspace.visit import Visit
from pipelines.workspace import (
    ChangedSince,
    DecidedSince,
    Meeting,
    NotPossibleNow,
    Receipt,
    Refusal,
    Round,
    Sheet,
)

_SEEN = "sheet-seen"
"""What was on the page when somebody pressed the button, by the round."""

_PRESSED = "sign-pressed"
"""That they did: the page may have become another one since, on which there is no button to press."""


def sign(run: Visit, meeting: Meeting, standing: Round, sheet: Sheet) -> None:
    """Let the chair sign what is shown; where the round is open, close it first."""
    words, say = run.words, run.words.say
    name = run.round_name(standing.round_id)
    stops = {stop.code for stop in sheet.stops}
    run.show("sign", block("h2", say("Sign")))
    close_if_open(run, meeting, standing, sheet)
    group = steering_group(run.desk, words)
    told = say("By signing you say, for {group}, that the public may read these lines.", group=group)
    run.show("signing", block("p", told, " ", _when(run, standing)))
    seen = st.session_state.get(_SEEN)
    st.session_state[_SEEN] = (standing.round_id, sheet.covered.sha256)
    told = say("Sign {round} off", round=name)
    st.button(told, key="sign-now", type="primary", disabled=bool(stops), on_click=_press, wrap=True)
    if is_pressed():
        round_id, sha256 = seen or ("", "")
        if round_id == standing.round_id:
            _attempt(run, lambda: meeting.sign_off(round_id, sha256, words.lang))


def _press() -> None:
    st.session_state[_PRESSED] = True


def is_pressed() -> bool:
    """Say once that somebody has pressed the button to sign."""
    return bool(st.session_state.pop(_PRESSED, False))


def changed_since(run: Visit) -> None:
    """Say that what was looked at is not what there is, and that nothing was done."""
    told = run.words.say(
        "Something has changed since you looked, so nothing was done. Please look again first."
    )
    _notice(run, told)


def close_if_open(run: Visit, meeting: Meeting, standing: Round, sheet: Sheet) -> None:
    """Let the chair or the secretary close a round that is open."""
    say = run.words.say
    if not meeting.may("close") or not any(stop.code == "round_open" for stop in sheet.stops):
        return
    reason = st.text_input(say("Why it closes before its day (optional)"), key="close-reason")
    earlier = meeting.decided_on(standing.round_id)
    if st.button(
        say("Close {round} now", round=run.round_name(standing.round_id)), key="close-now", wrap=True
    ):
        seen = earlier[-1].receipt_id if earlier else None
        about = {"round_id": standing.round_id, **({"reason": reason} if reason else {})}
        _attempt(run, lambda: meeting.record("close", standing.round_id, seen, run.words.lang, **about))


def publish_or_wait(run: Visit, meeting: Meeting, standing: Round) -> None:
    """Say who signed and when it comes out, or has come out; let it out now."""
    words, say = run.words, run.words.say
    signed = standing.sign_off
    assert signed is not None  # of a round that is locked
    name = run.round_name(standing.round_id)
    blocks = [block("h2", say("Signed"))]
    who = [each for each in meeting.decided_on(standing.round_id) if each.receipt_id == signed.receipt_id]
    by = by_whom(run, who[0].submitted_by) if who else signed.role
    moment = words.moment(signed.received_at, run.desk.zone())
    blocks.append(block("p", say("Signed off on {moment} by {who}.", moment=moment, who=by)))
    if standing.state == "released":
        address = f"{Settings().public_address}/?lang={words.lang}"
        way = outside_link(say("The public pages"), address, name)
        blocks.append(block("p", say("It is published: {release}.", release=standing.releases[-1]), " ", way))
        run.show("signed", *blocks, is_live=True)
        return
    blocks.append(block("p", _when(run, standing)))
    run.show("signed", *blocks, is_live=True)
    if run.person.may("publish") and st.button(
        say("Publish it now"), key="publish-now", type="primary", wrap=True
    ):
        with st.spinner(say("It is being published. This takes about half a minute.")):
            _attempt(run, lambda: meeting.publish(standing.round_id, words.lang))


def _when(run: Visit, standing: Round) -> str:
    """Return when a signed round comes out: on its day by itself, unless that is over or it was corrected."""
    say, day = run.words.say, standing.round.publish_on
    if standing.correction is not None or standing.releases or day < run.desk.today():
        return say("It comes out as soon as you publish it.")
    return say(
        "It comes out by itself on {day}, at nine in the morning, or as soon as you publish it.",
        day=run.words.day(day),
    )


def _attempt(run: Visit, act: Callable[[], Receipt | None]) -> None:
    """Do something once; say in a sentence what came of it, or show the page as it is after it."""
    say = run.words.say
    try:
        receipt = act()
    except (ChangedSince, DecidedSince):
        changed_since(run)
        return
    except NotPossibleNow as problem:
        _notice(
            run,
            say("It is not possible just now, and nothing was done. What stands in the way:"),
            str(problem),
        )
        return
    except Refusal as problem:
        _notice(run, say("It was refused, and nothing was done:"), str(problem))
        return
    if receipt is not None and not receipt.accepted:
        _notice(
            run, say("It was refused, and nothing was done:"), *(each.message for each in receipt.problems)
        )
        return
    if receipt is not None:
        note_recorded(receipt)
    st.rerun()


def _notice(run: Visit, told: str, *details: str) -> None:
    again = link(run.words.say("Look again"), "sign-off", run.state())
    lines = [block("li", detail) for detail in details]
    listed = block("ul", *lines, kind="plain") if lines else None
    run.show(
        "not-done", block("div", block("p", told), listed, block("p", again), kind="notice", role="alert")
    )
