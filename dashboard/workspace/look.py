"""What the workspace's pages look like: the native widgets in the public pages' look and language."""

from pathlib import Path

import streamlit as st

from dashboard.components.block_view import look as blocks_look
from dashboard.locale.translator import Words

FOLDER = Path(__file__).resolve().parent

_look = st.components.v2.component(
    "plan.workspace", css=(FOLDER / "workspace.css").read_text(encoding="utf-8"), isolate_styles=False
)
_labels = st.components.v2.component(
    "plan.labels", js=(FOLDER / "labels.js").read_text(encoding="utf-8"), isolate_styles=False
)


def look() -> None:
    """Give the page its look."""
    blocks_look()
    _look(key="look-of-workspace")


def uploader_in(words: Words) -> None:
    """Have the file uploader speak the page's language."""
    told = {
        "choose": words.say("Choose a file"),
        "tooLarge": words.say(
            "It is too large to be taken in. Send only what is asked for, without pictures."
        ),
    }
    _labels(key="labels", data={"words": tuple(told.items())})
