"""Charts on a page: drawn once per release, round and language, then sent as they are.

Building and checking an Altair chart takes longer than all else on a page together.
"""

from collections.abc import Callable
from typing import Any

import altair as alt
import streamlit as st

from dashboard.components.blocks import block
from dashboard.components.context import Reading


def picture(run: Reading, name: str, draw: Callable[[], alt.LayerChart], alt_text: str) -> None:
    """Show a chart with its words for those who cannot see it, and its source under it (conventions A26)."""
    release = run.book.release
    spec = _spec((release.release_id, release.build_id, run.book.round.round_id, run.words.lang, name), draw)
    st.vega_lite_chart(spec=spec, alt=alt_text, theme=None, width="stretch")
    source = run.words.say(
        "Source: {plan}, release {release}; figures as at {day}.",
        plan=run.book.plan_name(run.words),
        release=release.release_id,
        day=run.words.day(release.as_of),
    )
    run.show(f"{name}-source", block("p", source, kind="quiet"))


@st.cache_data(max_entries=100, show_spinner=False)
def _spec(key: tuple[str, ...], _draw: Callable[[], alt.LayerChart]) -> dict[str, Any]:
    """Return a chart's specification; the key says all that it depends on.

    Its data stay in it: Streamlit would take data that stand apart through a data-frame library.
    """
    with alt.data_transformers.enable(consolidate_datasets=False):
        return _draw().to_dict()
