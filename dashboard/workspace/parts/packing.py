"""The meeting pack, to take away: the agenda as a document and as a workbook."""

from functools import partial

import streamlit as st

from dashboard.components.blocks import block
from dashboard.workspace.visit import Visit
from pipelines.workspace import Meeting, Round


def offer_pack(run: Visit, meeting: Meeting, standing: Round) -> None:
    """Offer the pack of a round, in the reader's language."""
    words, round_id = run.words, standing.round_id
    run.show("pack", block("h2", words.say("The meeting pack")))
    names = {"docx": words.say("As a Word document"), "xlsx": words.say("As a workbook")}
    with st.container(horizontal=True, key="packs"):
        for kind, name in names.items():
            st.download_button(
                name,
                data=partial(meeting.pack, round_id, words.lang, kind),
                file_name=f"pack-{round_id}-{words.lang}.{kind}",
                key=f"pack-{kind}",
                on_click="ignore",
                wrap=True,
            )
