"""What is on its way to being confirmed, in this session alone: put, looked at, confirmed once, forgotten."""

import logging
import time
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

import streamlit as st

from dashboard.locale.translator import Words, mark
from dashboard.workspace.visit import Visit, desk_of_session
from pipelines.workspace import Checked, Gathering, NotAllowed, Overtaken, Receipt, Upload, Workspace

log = logging.getLogger("dashboard.workspace")

NOTICES = {
    "overtaken": mark(
        "Somebody of your organisation has sent something since. Below is what yours would change now; "
        "please look again before you confirm."
    ),
    "not_allowed": mark("This is not for you to see or to do."),
    "refused": mark("It was refused, because something has changed since you looked. Please look again."),
}


class Way(Protocol):
    """As what something is looked at and sent; the workspace asks each time whether the visitor may."""

    place: ClassVar[str]
    """The page on which it is done, which has what it holds for itself."""

    def check(self, desk: Workspace, upload: Upload, language: str) -> Checked:
        """Return what sending would answer and change."""

    def submit(self, desk: Workspace, checked: Checked, language: str) -> Receipt:
        """Send it."""


@dataclass(frozen=True)
class AsReturn:
    """A partner's return for a round."""

    partner_id: str
    round_id: str
    place: ClassVar[str] = "report"

    def check(self, desk: Workspace, upload: Upload, language: str) -> Checked:
        """Return what it would answer and change."""
        return desk.check(upload, self.partner_id, self.round_id, language)

    def submit(self, desk: Workspace, checked: Checked, language: str) -> Receipt:
        """Send it."""
        return desk.submit(checked, self.partner_id, self.round_id, language)


@dataclass(frozen=True)
class AsGathered:
    """A file of one of the feeds that the steering group takes in."""

    feed: str
    place: ClassVar[str] = "gather"

    def check(self, desk: Workspace, upload: Upload, language: str) -> Checked:
        """Return what it would answer and record."""
        return Gathering(desk).check(upload, self.feed, language)

    def submit(self, desk: Workspace, checked: Checked, language: str) -> Receipt:
        """Send it."""
        return Gathering(desk).submit(checked, self.feed, language)


@dataclass(frozen=True)
class Pending:
    """Something that was looked at and is not confirmed yet, and how long looking took."""

    key: str
    way: Way
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


def pending(place: str = AsReturn.place) -> list[Pending]:
    """Return what waits to be confirmed on a page, in the order in which it came."""
    return list(_held(place).waiting.values())


def receipts_shown(place: str = AsReturn.place) -> list[Receipt]:
    """Return the receipts of what was confirmed on a page."""
    return _held(place).receipts


def is_sending(place: str = AsReturn.place) -> bool:
    """Say whether something is being sent at this moment, by a run that the browser no longer waits for."""
    return _held(place).is_sending


def notice_of(words: Words, place: str = AsReturn.place) -> str | None:
    """Return what has to be said once of the last confirmation."""
    held = _held(place)
    code, held.notice = held.notice, ""
    return words.say(NOTICES[code]) if code else None


def put(run: Visit, key: str, upload: Upload, way: Way) -> None:
    """Have something looked at, and keep the answer until it is confirmed."""
    began = time.perf_counter()
    checked = way.check(run.desk, upload, run.words.lang)
    _held(way.place).waiting[key] = Pending(key, way, checked, time.perf_counter() - began)


def forget(key: str | None = None, place: str = AsReturn.place) -> None:
    """Forget one thing that waits on a page, or all of them."""
    if key is None:
        _held(place).waiting.clear()
    else:
        _held(place).waiting.pop(key, None)


def confirm(key: str, place: str, language: str) -> None:
    """Send what waits on a page under a key, once: a second click finds nothing there.

    Who is at the session is found out anew, and the workspace asks again whether they may.
    """
    held, desk = _held(place), desk_of_session()
    waiting = held.waiting.get(key)
    if waiting is None or desk is None or held.is_sending:
        return
    held.is_sending = True
    try:
        _send(held, waiting, desk, language)
    finally:
        held.is_sending = False


def _send(held: Held, waiting: Pending, desk: Workspace, language: str) -> None:
    way = waiting.way
    try:
        receipt = way.submit(desk, waiting.checked, language)
    except Overtaken:
        again = way.check(desk, waiting.checked.upload, language)
        held.waiting[waiting.key] = Pending(waiting.key, way, again, waiting.seconds)
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


def _held(place: str) -> Held:
    found: Held = st.session_state.setdefault(f"held-{place}", Held())
    return found
