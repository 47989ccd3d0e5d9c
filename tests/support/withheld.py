"""A build with a quote, a question and the words of an action in it, and all that its releases say."""

from pathlib import Path

import duckdb

from pipelines.releases.allow_list import PublicColumn, PublicTable
from pipelines.releases.sealing import working
from pipelines.releases.withholding.redaction import redact
from pipelines.releases.withholding.withheld import Withheld
from pipelines.warehouse.builds import Build
from tests.support.release_search import text_of_release
from tests.support.small_build import ALLOWED, AS_OF

HELD, SPOKEN, ASKED = "xq-held-back-words", "xq-withdrawn-words", "xq-asked-words"
WORDY = [
    *ALLOWED,
    PublicTable(
        "action_views",
        "One row per view.",
        {
            "round_id": PublicColumn("The round."),
            "action_id": PublicColumn("The action."),
            "words": PublicColumn("What was said.", when_held="empty"),
            "stage": PublicColumn("The stage."),
        },
        primary_key=("round_id", "action_id"),
    ),
    PublicTable(
        "voices",
        "One row per voice.",
        {"voice_id": PublicColumn("The voice."), "quote": PublicColumn("The words.")},
        primary_key=("voice_id",),
    ),
    PublicTable(
        "questions",
        "One row per question.",
        {"question_id": PublicColumn("The question."), "question": PublicColumn("The words.")},
        primary_key=("question_id",),
    ),
]


def with_words(build: Build) -> Build:
    """Add the words to a build."""
    with duckdb.connect(str(build.file)) as connection:
        connection.execute(
            "create or replace table public.action_views as select * from (values "
            f"('2025-05', 'A01', '{HELD}', 'x'), ('2025-05', 'A02', 'kept', 'x')) "
            "as t(round_id, action_id, words, stage)"
        )
        connection.execute(
            "create or replace table public.voices as select * from (values "
            f"('v-1', '{SPOKEN}'), ('v-2', 'kept')) as t(voice_id, quote)"
        )
        connection.execute(
            "create or replace table public.questions as select * from (values "
            f"('q-1', '{ASKED}'), ('q-2', 'kept')) as t(question_id, question)"
        )
    return build


def taken_back(folder: Path) -> list[str]:
    """Take the words of voice v-1 and action A01 back out of the releases in a folder."""
    with working(folder):
        return redact(folder, WORDY, Withheld(frozenset({"v-1"}), frozenset({"A01"})), AS_OF)


def everything(folder: Path) -> str:
    """Return all that any file of any release says."""
    return "\n".join(text_of_release(place) for place in sorted(folder.glob("2*-r*")))
