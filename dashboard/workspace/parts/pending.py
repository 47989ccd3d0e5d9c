"""What is on its way to being confirmed, in this session alone: put, looked at, confirmed once, forgotten."""

import logging
import time
from dataclasses import dataclass

import streamlit as st

from dashboard.locale.translator import Words, mark
from dashboard.workspace.parts.receipts import number_of
from dashboard.workspace.visit import Visit, desk_of_session
from pipelines.workspace import Checked, NotAllowed, Overtaken, Receipt, Upload

log = logging.getLogger("dashboard.workspace")

_PENDING, _RECEIPTS, _NOTICE = "pending", "receipts", "notice"
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


def pending() -> list[Pending]:
    """Return what waits to be confirmed, in the order in which it came."""
    return list(_waiting().values())


def receipts_shown() -> list[Receipt]:
    """Return the receipts of what was confirmed on this page."""
    found: list[Receipt] = st.session_state.setdefault(_RECEIPTS, [])
    return found


def notice_of(words: Words) -> str | None:
    """Return what has to be said once of the last confirmation."""
    code = st.session_state.pop(_NOTICE, None)
    return words.say(NOTICES[code]) if code else None


def put(run: Visit, key: str, upload: Upload, partner_id: str, round_id: str) -> None:
    """Have something looked at, and keep the answer until it is confirmed."""
    began = time.perf_counter()
    checked = run.desk.check(upload, partner_id, round_id, run.words.lang)
    _waiting()[key] = Pending(key, checked, time.perf_counter() - began)


def forget(key: str | None = None) -> None:
    """Forget one thing that waits, or all of them."""
    if key is None:
        _waiting().clear()
    else:
        _waiting().pop(key, None)


def confirm(key: str, partner_id: str, round_id: str, language: str) -> None:
    """Send what waits under a key, once: a second click finds nothing there, or gets the same receipt.

    It waits until it has its receipt: a lost connection loses nothing. Who is at the session is found out
    anew, and the workspace asks again whether they may.
    """
    waiting = _waiting().get(key)
    desk = desk_of_session()
    if waiting is None or desk is None:
        return
    try:
        receipt = desk.submit(waiting.checked, partner_id, round_id, language)
    except Overtaken:
        again = desk.check(waiting.checked.upload, partner_id, round_id, language)
        _waiting()[key] = Pending(key, again, waiting.seconds)
        st.session_state[_NOTICE] = "overtaken"
        return
    except NotAllowed:
        log.warning("a confirmation was not allowed")
        st.session_state[_NOTICE] = "not_allowed"
        forget(key)
        return
    if not receipt.accepted:
        st.session_state[_NOTICE] = "refused"
    elif number_of(receipt) not in map(number_of, receipts_shown()):
        receipts_shown().append(receipt)
    forget(key)


def _waiting() -> dict[str, Pending]:
    found: dict[str, Pending] = st.session_state.setdefault(_PENDING, {})
    return found
