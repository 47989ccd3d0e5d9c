"""About the figures: what each word means, how far to trust them, when they come and from where."""

import streamlit as st

from dashboard.components.about_parts import calendar, definition_tables, draft_note, provenance, strengths
from dashboard.components.blocks import block
from dashboard.components.context import Reading, reading
from dashboard.components.download import actions_csv, file_name
from dashboard.queries.actions import tiles
from dashboard.queries.counts import plan_counts


def about(run: Reading) -> None:
    """Show the definitions, the limits, the calendar, the provenance and the download."""
    words, round_id = run.words, run.book.round.round_id
    counts = plan_counts(run.book.cursor, round_id)
    run.show(
        "about",
        block("h1", words.say("About the figures")),
        *strengths(run, counts),
        *definition_tables(run),
        *calendar(run),
        *provenance(run),
        *draft_note(run),
        block("h2", words.say("Download")),
        block(
            "p",
            words.say(
                "Every action of {month} and how it stands, as a table in a file.",
                month=words.month(round_id),
            ),
        ),
    )
    st.download_button(
        words.say("Download as CSV"),
        actions_csv(tiles(run.book.cursor, round_id), words),
        file_name(words.say("actions"), run),
        "text/csv",
        key="download-actions",
        on_click="ignore",
    )
    run.show(
        "licence",
        block(
            "p",
            words.say(
                "The figures and words may be used again under the Open Government Licence v3.0, with their "
                "source named. People's own words are not part of that licence."
            ),
            kind="quiet",
        ),
    )


about(reading())
