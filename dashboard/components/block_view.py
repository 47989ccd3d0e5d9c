"""The one component that shows words: blocks in, text out, and a click on one of our links back.

It is mounted in the page itself and not in a shadow root, so that its headings and landmarks are the page's.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.components.blocks import Block

FOLDER = Path(__file__).resolve().parent

_component = st.components.v2.component(
    "plan.blocks",
    html='<div class="blocks"></div>',
    js=(FOLDER / "block_view.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)

_look = st.components.v2.component(
    "plan.look",
    css="\n".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("block_view.css", "streamlit.css")
    ),
    isolate_styles=False,
)


def look() -> None:
    """Give the page its look; once per page, because every mount sends its style to the browser again."""
    _look(key="look")


def show_blocks(
    key: str, *blocks: Block | None, page: Mapping[str, str] | None = None, is_live: bool = False
) -> dict[str, Any] | None:
    """Show blocks; return where a reader who clicked a link wants to go, else None.

    `is_live` has a screen reader say what changes in them (conventions A20).
    """
    # Tuples, because Streamlit loads a data-frame library to find out that a list is no data frame.
    data: dict[str, Any] = {
        "blocks": tuple(block for block in blocks if block is not None),
        "isLive": is_live,
    }
    if page is not None:
        data["page"] = tuple(page.items())
    target = _component(key=key, data=data, on_go_change=_nothing, on_again_change=_nothing).go
    return target if isinstance(target, dict) else None


def _nothing() -> None:
    """A trigger needs a callback; the page answers it where it is mounted."""
