"""Approving a quote with the consent for it, leaving it out, or withdrawing it: the door's own questions."""

from dashboard.components.blocks import block
from dashboard.locale.translator import mark
from dashboard.workspace.parts.decide import Matter, decide
from dashboard.workspace.visit import Visit
from pipelines.workspace import Candidate, Meeting

EXPLAINED = mark(
    "Withdrawing takes a quote out of every page and file, of what was published too, within a minute."
)


def approve_form(run: Visit, meeting: Meeting, found: Candidate) -> None:
    """Let somebody who may approve a quote say whose consent there is, or leave the quote out."""
    about = {"voice_id": found.voice_id, "words_language": found.language}
    choice = "approve_young" if found.needs_guardian else "approve_voice"
    matter = Matter(found.voice_id, about, [choice, "withdraw_voice"], {})
    decide(run, meeting, matter, is_list_shown=False)


def withdraw_form(run: Visit, meeting: Meeting, voice_id: str) -> None:
    """Let somebody take an approved quote back."""
    run.show("withdrawing", block("p", run.words.say(EXPLAINED)))
    decide(
        run, meeting, Matter(voice_id, {"voice_id": voice_id}, ["withdraw_voice"], {}), is_list_shown=False
    )
