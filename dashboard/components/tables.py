"""Tables of numbers: native ones, whose cells cannot become Markdown.

Streamlit reads table cells as Markdown, so every sign that means something there is escaped; web addresses,
which it would link by itself, are broken with a word joiner that nobody sees (conventions A6, X15).
"""

import re

import pandas as pd
import streamlit as st

SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
LINKED = re.compile(r"(?i)(www|https?|ftp|mailto|xmpp|@|\.)")
WORD_JOINER = "\N{WORD JOINER}"


def plain(text: str) -> str:
    """Return a text that Streamlit's Markdown shows as it is."""
    return SIGNS.sub(r"\\\1", LINKED.sub(rf"\1{WORD_JOINER}", text))


def number_table(frame: pd.DataFrame, alt: str) -> None:
    """Show a table whose index is the header of each row."""
    shown = frame.astype(str).map(plain).rename(index=plain, columns=plain).rename_axis(index=_plain_or_none)
    st.table(shown, alt=alt)


def _plain_or_none(name: str | None) -> str | None:
    return None if name is None else plain(name)
