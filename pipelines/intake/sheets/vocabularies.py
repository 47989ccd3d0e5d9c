"""The codes of every drop-down, and what people type for them.

Codes come from the seeds that the models read too; what else is recognised is a table there that anybody
can extend. A label (the words of a code) is recognised in every language without being listed.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from pipelines.contracts.languages import SPOKEN
from pipelines.locale import LANGUAGES, N_, speaker
from pipelines.settings import PROJECT

SEEDS = PROJECT / "dbt_project" / "seeds"

_CLOSED = {
    "language": ("en", "cy"),
    "languages": tuple(SPOKEN),
    "engagement_language": ("en", "cy", "both"),
    "yes_no": ("yes", "no"),
    "register_change": (
        "lead",
        "added",
        "removed",
        "joined",
        "milestone_date",
        "milestone_removed",
    ),
    "question": ("have", "need", "change"),
    "direction": ("more", "less"),
    "how_often": ("monthly", "quarterly", "yearly", "every_two_years", "now_and_then"),
    "consent_scope": ("web", "web_and_print", "anywhere"),
    "question_scope": ("general", "web", "web_and_print", "anywhere"),
    "channel": ("paper", "event", "form", "email"),
    "role": ("chair", "steering_group", "secretary", "voices_lead", "partner"),
    "access_role": ("partner", "secretary", "chair", "voices_lead", "administrator"),
}
LABELS = {
    ("stage", "not_started"): N_("Not started"),
    ("stage", "in_progress"): N_("In progress"),
    ("stage", "complete"): N_("Complete"),
    ("stage", "paused"): N_("Paused"),
    ("stage", "stopped"): N_("Stopped"),
    ("rating", "on_track"): N_("On track"),
    ("rating", "at_risk"): N_("At risk"),
    ("rating", "delayed"): N_("Delayed"),
    ("milestone_state", "not_started"): N_("Not started"),
    ("milestone_state", "in_progress"): N_("In progress"),
    ("milestone_state", "done"): N_("Done"),
    ("milestone_state", "cancelled"): N_("Cancelled"),
    ("decision", "close"): N_("Close the round"),
    ("decision", "second_view"): N_("Second view"),
    ("decision", "settle"): N_("Settle"),
    ("decision", "agree_date"): N_("Agree a date"),
    ("decision", "accept_late"): N_("Accept a late return"),
    ("decision", "hold"): N_("Hold back words"),
    ("decision", "unhold"): N_("Release words"),
    ("decision", "approve_voice"): N_("Approve a voice"),
    ("decision", "withdraw_voice"): N_("Withdraw a voice"),
    ("decision", "agree_boundary"): N_("Agree a boundary card"),
    ("decision", "sign_off"): N_("Sign off the round"),
    ("decision", "withdraw_sign_off"): N_("Withdraw a sign-off"),
    ("decision", "correct"): N_("Correct the round"),
    ("decision", "ask"): N_("Ask the partner"),
    ("decision", "note"): N_("Note of the meeting"),
    ("decision", "answer_question"): N_("Answer a question"),
    ("decision", "approve_question"): N_("Show a question"),
    ("decision", "hold_question"): N_("Hold back a question"),
    ("decision", "decline_question"): N_("Leave a question without an answer"),
    ("decision", "withdraw_question"): N_("Take back a question"),
    ("destination", "taken_up"): N_("Taken up"),
    ("destination", "partly"): N_("Taken up in part"),
    ("destination", "looked_into"): N_("Being looked into"),
    ("destination", "someone_else"): N_("Someone else's to decide"),
    ("destination", "not_taken_up"): N_("Not taken up"),
    ("question", "have"): N_("What we have"),
    ("question", "need"): N_("What we need"),
    ("question", "change"): N_("What we want to change"),
    ("direction", "more"): N_("More"),
    ("direction", "less"): N_("Less"),
    ("how_often", "monthly"): N_("Monthly"),
    ("how_often", "quarterly"): N_("Quarterly"),
    ("how_often", "yearly"): N_("Yearly"),
    ("how_often", "every_two_years"): N_("Every two years"),
    ("how_often", "now_and_then"): N_("Now and then"),
    ("consent_scope", "web"): N_("On the web page"),
    ("consent_scope", "web_and_print"): N_("On the web page and in print"),
    ("consent_scope", "anywhere"): N_("Anywhere, also by others"),
    ("question_scope", "general"): N_("In general words only"),
    ("question_scope", "web"): N_("On the web page"),
    ("question_scope", "web_and_print"): N_("On the web page and in print"),
    ("question_scope", "anywhere"): N_("Anywhere, also by others"),
    ("channel", "paper"): N_("On paper"),
    ("channel", "event"): N_("At an event"),
    ("channel", "form"): N_("By a form"),
    ("channel", "email"): N_("By e-mail"),
    ("language", "en"): N_("English"),
    ("language", "cy"): N_("Cymraeg"),
    ("languages", "en"): N_("English alone"),
    ("languages", "en;cy"): N_("English and Welsh"),
    ("engagement_language", "en"): N_("English"),
    ("engagement_language", "cy"): N_("Cymraeg"),
    ("engagement_language", "both"): N_("Both languages"),
    ("yes_no", "yes"): N_("Yes"),
    ("yes_no", "no"): N_("No"),
    ("register_change", "lead"): N_("Lead"),
    ("register_change", "added"): N_("Added"),
    ("register_change", "removed"): N_("Removed"),
    ("register_change", "joined"): N_("Joined to another"),
    ("register_change", "milestone_date"): N_("Due date of a milestone"),
    ("register_change", "milestone_removed"): N_("Milestone removed"),
    ("round_state", "upcoming"): N_("not open yet"),
    ("round_state", "open"): N_("open"),
    ("round_state", "closed"): N_("closed"),
    ("round_state", "signed_off"): N_("signed off"),
    ("round_state", "released"): N_("released"),
    ("role", "chair"): N_("Chair"),
    ("role", "steering_group"): N_("Steering group"),
    ("role", "secretary"): N_("Secretary"),
    ("role", "voices_lead"): N_("Lead for voices"),
    ("role", "partner"): N_("Partner"),
    ("access_role", "partner"): N_("Partner"),
    ("access_role", "secretary"): N_("Secretary"),
    ("access_role", "chair"): N_("Chair"),
    ("access_role", "voices_lead"): N_("Lead for voices"),
    ("access_role", "administrator"): N_("Administrator"),
}


_MARKS = re.compile(r"""[:;=,.!*()\[\]"“”]""")
"""What may stand around an answer without changing it; a question mark would."""


@cache
def codes(vocabulary: str) -> tuple[str, ...]:
    """Return the codes of a vocabulary in their order; KeyError where there is no such vocabulary."""
    if vocabulary in _CLOSED:
        return _CLOSED[vocabulary]
    rows = [row for row in _seed("codes") if row["vocabulary"] == vocabulary]
    if vocabulary == "destination":
        rows = list(_seed("destinations"))
    if not rows:
        raise KeyError(vocabulary)
    return tuple(row["code"] for row in sorted(rows, key=lambda row: int(row["position"])))


def label(vocabulary: str, code: str) -> str:
    """Return the English words of a code, which are the catalogue's key; a code without words is its own."""
    return LABELS.get((vocabulary, code), code)


def labels(vocabulary: str, language: str) -> list[str]:
    """Return the words of every code of a vocabulary in `language`, in order: a drop-down."""
    return [speaker(language)(label(vocabulary, code)) for code in codes(vocabulary)]


def recognise(vocabulary: str, text: str) -> str | None:
    """Return the code that `text` means, however it is spelled, or None.

    What may stand beside an answer adds nothing to it: “RAG status: red” is “red”.
    """
    known = _spellings(vocabulary)
    return known.get(folded(text)) or known.get(bare(text, vocabulary))


def bare(text: str, kind: str) -> str:
    """Return `text`, folded, without marks around it and without the words that may stand beside its kind."""
    words = " ".join(_MARKS.sub(" ", folded(text)).split())
    return " ".join(_beside(kind).sub(" ", words).split())


@cache
def listed(vocabulary: str) -> tuple[tuple[str, str], ...]:
    """Return what the table of spellings lists for a vocabulary: each spelling, and what it stands for."""
    rows = (row for row in _seed("spellings") if row["vocabulary"] == vocabulary)
    return tuple((row["spelling"], row["code"]) for row in rows)


@cache
def _seed(name: str) -> tuple[dict[str, str], ...]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def spelled(vocabulary: str) -> tuple[tuple[str, str], ...]:
    """Return what is listed for a vocabulary, each spelling folded."""
    return tuple((folded(spelling), code) for spelling, code in listed(vocabulary))


def is_ours(vocabulary: str, text: str) -> bool:
    """Say whether `text` is a code or its words, and not a spelling from the table."""
    return folded(text) in _ours(vocabulary)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return `text` without what people vary: case, accents, kinds of space, dash and apostrophe."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(
        " " if mark in "_-–—‑\u00a0" else "'" if mark in "’‘`´" else mark
        for mark in plain
        if not unicodedata.combining(mark)
    )
    return " ".join(letters.split()).rstrip(" *:.")


@cache
def _spellings(vocabulary: str) -> dict[str, str]:
    return dict(spelled(vocabulary)) | _ours(vocabulary)


@cache
def _beside(kind: str) -> re.Pattern[str]:
    """Return what finds the words that may stand beside an answer, a date or whatever `kind` says."""
    return any_word(words for words, of in spelled("beside") if of == kind)


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of `words`, each whole, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\S)")


@cache
def _ours(vocabulary: str) -> dict[str, str]:
    return {
        folded(words): code
        for code in codes(vocabulary)
        for words in (code, *(speaker(language)(label(vocabulary, code)) for language in LANGUAGES))
    }
