"""Text for a place where Streamlit reads Markdown: the labels of its widgets (conventions X15)."""

import re

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Return a text that Markdown leaves as it is: every mark that could mean something is escaped."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
