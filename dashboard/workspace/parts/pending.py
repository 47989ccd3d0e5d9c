"""What is on its way to being confirmed, in this session alone: put, looked at, confirmed once, forgotten."""

import logging
import time
from dataclasses import dataclass, field

import streamlit as st

from dashboard.locale.translator import Words, mark
from dashboard.workspace.visit import Visit, desk_of_session
from pipelines.workspace import Checked, NotAllowed, Overtaken, Receipt, Upload, Workspace

log = logging.getLogger("dashboard.workspace")

_HELD = "held"
NOTICES = {
    "overtaken": mark(
        "Somebody of your organisation has sent something since. Below is what yours would change now; "
        "please look again before you confirm."
    ),
    "not_allowed": mark("This is not for you to see or to do."),
    "refused": mark("It was refused, because something has changed since you looked. Please look again."),
}


@dataclass(frozen=True)
class Pending:
    """Something that was looked at and is not confirmed yet, and how long looking took."""

    key: str
    checked: Checked
    seconds: float


@dataclass
class Held:
    """What a session holds: what waits to be confirmed, what has its receipt, and what is to be said once.

    It is fetched before something is sent, and changed afterwards: once the browser has gone, Streamlit
    ends the run at its next look at the session's state, and nobody would know what became of it.
    """

    waiting: dict[str, Pending] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    notice: str = ""
    is_sending: bool = False


def pending() -> list[Pending]:
    """Return what waits to be confirmed, in the order in which it came."""
    return list(_held().waiting.values())


def receipts_shown() -> list[Receipt]:
    """Return the receipts of what was confirmed on this page."""
    return _held().receipts


def is_sending() -> bool:
    """Say whether something is being sent at this moment, by a run that the browser no longer waits for."""
    return _held().is_sending


def notice_of(words: Words) -> str | None:
    """Return what has to be said once of the last confirmation."""
    held = _held()
    code, held.notice = held.notice, ""
    return words.say(NOTICES[code]) if code else None


def put(run: Visit, key: str, upload: Upload, partner_id: str, round_id: str) -> None:
    """Have something looked at, and keep the answer until it is confirmed."""
    began = time.perf_counter()
    checked = run.desk.check(upload, partner_id, round_id, run.words.lang)
    _held().waiting[key] = Pending(key, checked, time.perf_counter() - began)


def forget(key: str | None = None) -> None:
    """Forget one thing that waits, or all of them."""
    if key is None:
        _held().waiting.clear()
    else:
        _held().waiting.pop(key, None)


def confirm(key: str, partner_id: str, round_id: str, language: str) -> None:
    """Send what waits under a key, once: a second click finds nothing there.

    Who is at the session is found out anew, and the workspace asks again whether they may.
    """
    held, desk = _held(), desk_of_session()
    waiting = held.waiting.get(key)
    if waiting is None or desk is None or held.is_sending:
        return
    held.is_sending = True
    try:
        _send(held, waiting, desk, partner_id, round_id, language)
    finally:
        held.is_sending = False


def _send(
    held: Held, waiting: Pending, desk: Workspace, partner_id: str, round_id: str, language: str
) -> None:
    try:
        receipt = desk.submit(waiting.checked, partner_id, round_id, language)
    except Overtaken:
        again = desk.check(waiting.checked.upload, partner_id, round_id, language)
        held.waiting[waiting.key] = Pending(waiting.key, again, waiting.seconds)
        held.notice = "overtaken"
        return
    except NotAllowed:
        log.warning("a confirmation was not allowed")
        held.notice = "not_allowed"
    else:
        if receipt.accepted:
            held.receipts.append(receipt)
        else:
            held.notice = "refused"
    held.waiting.pop(waiting.key, None)


def _held() -> Held:
    found: Held = st.session_state.setdefault(_HELD, Held())
    return found
