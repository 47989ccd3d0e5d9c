"""A reminder before it goes out, to change or send; its words: `pipelines/operations/reminders.py`."""

import logging

import streamlit as st

from dashboard.components.blocks import block, heading
from dashboard.locale.translator import LANGUAGES, mark
from dashboard.workspace.frame import whose
from dashboard.workspace.parts.partners import LETTER
from dashboard.workspace.visit import Visit, desk_of_session
from pipelines.workspace import Letter, NotAllowed, NotDue, NotPossibleNow, Reminders, Returned

log = logging.getLogger("dashboard.workspace")

_NOTICE = "reminder-notice"
_LONGEST = 4000
REASONS = {
    "returned": mark("Its return has come: nobody is reminded of it."),
    "recent": mark("A reminder went out a short while ago; the next may go from {day}."),
    "no_addresses": mark(
        "Nobody of this partner is on the access list: copy the letter and send it yourself."
    ),
    "no_server": mark("No mail server is set up here: copy the letter and send it yourself."),
}
NOTICES = {
    "sent": mark("It has been sent."),
    "noted": mark("It is noted that you have sent it."),
    "not_due": mark("It was not sent: in the meantime it need not be, or not yet."),
    "not_sent": mark(
        "The mail server did not take it, or did not answer in time, so it is not noted as sent. Try again "
        "in a few minutes, or copy the letter and send it yourself."
    ),
    "not_allowed": mark("This is not for you to see or to do."),
}


def write_letter(run: Visit, round_id: str, to: Returned) -> None:
    """Show the letter to a partner, and let it be sent."""
    words, reminders = run.words, Reminders(run.desk)
    run.show(LETTER, heading(LETTER, words.say("A reminder for {who}", who=whose(run, to.partner_id))))
    spoken = run.desk.languages()
    language = to.language
    if len(spoken) > 1:
        language = st.radio(
            words.say("Its language"),
            spoken,
            index=spoken.index(to.language),
            format_func=LANGUAGES.__getitem__,
            key=f"letter-language-{to.partner_id}",
            horizontal=True,
        )
    drafted = reminders.letter(round_id, to.partner_id, language)
    key = f"letter-{round_id}-{to.partner_id}-{language}"
    run.show(f"{key}-subject", block("p", block("strong", drafted.subject, lang=language)))
    st.text_area(
        words.say("The letter; you can change it"), drafted.text, key=key, height=360, max_chars=_LONGEST
    )
    reason = reminders.why_not(round_id, to.partner_id)
    if reason:
        day = words.day(reason.until) if reason.until else ""
        run.show(f"{key}-why", block("p", words.say(REASONS[reason.why], day=day), kind="quiet"))
    about = (round_id, to.partner_id, drafted.subject, key, language)
    can_be_noted = reason is None or reason.why in ("no_addresses", "no_server")
    with st.container(horizontal=True, key="letter-buttons"):
        st.button(
            words.say("Send it by e-mail"),
            key=f"send-{key}",
            type="primary",
            disabled=reason is not None,
            on_click=_send,
            args=(*about, False),
            wrap=True,
        )
        st.button(
            words.say("I have sent it myself"),
            key=f"note-{key}",
            disabled=not can_be_noted,
            on_click=_send,
            args=(*about, True),
            wrap=True,
        )


def letter_notice(run: Visit) -> None:
    """Say once what became of the last letter."""
    code = st.session_state.pop(_NOTICE, None)
    if code:
        told = block("p", run.words.say(NOTICES[code]))
        run.show("letter-notice", block("div", told, kind="notice", role="status"))


def _send(round_id: str, partner_id: str, subject: str, key: str, language: str, by_hand: bool) -> None:
    """Send what stands in the field, or note that it was sent; who is at the session is found out anew."""
    desk = desk_of_session()
    if desk is None:
        return
    written = Letter(subject, str(st.session_state.get(key, ""))[:_LONGEST])
    try:
        Reminders(desk).remind(round_id, partner_id, written, language, by_hand=by_hand)
    except NotDue:
        code = "not_due"
    except NotAllowed:
        code = "not_allowed"
    except NotPossibleNow as problem:
        log.warning("a reminder was not sent: %s", type(problem).__name__)
        code = "not_sent"
    else:
        code = "noted" if by_hand else "sent"
    st.session_state[_NOTICE] = code
