"""Correcting a round that is signed off: opened again with a reason, mended, and signed afresh, in public."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components.blocks import block
from dashboard.workspace.parts.decide import Matter, decide
from dashboard.workspace.visit import Visit
from pipelines.workspace import Meeting, Round


def correct(run: Visit, meeting: Meeting, standing: Round, actions: Mapping[str, str]) -> None:
    """Let the chair open a round again: which value, why, and what the public line will say."""
    say = run.words.say
    explained = say(
        "Correcting opens the round again. Choose the action, say what is right and why, then look at the "
        "lines and sign afresh. The reason that you write is public: it stands beside what was and what is "
        "now."
    )
    with st.expander(say("Correct something in this round"), key=f"open-{standing.round_id}"):
        run.show("correcting", block("p", explained))
        about = {"round_id": standing.round_id}
        decide(
            run,
            meeting,
            Matter(standing.round_id, about, ["correct"], {}, actions=actions),
            is_list_shown=False,
        )
