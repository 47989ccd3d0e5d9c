"""Charts on a page, each with its words and its source."""

from collections.abc import Callable

import altair as alt

from dashboard.components.blocks import block
from dashboard.components.context import Reading


def picture(run: Reading, name: str, draw: Callable[[], alt.LayerChart], alt_text: str) -> None:
    """Show a chart with its words for those who cannot see it, and its source under it (conventions A26)."""
    release = run.book.release
    key = (release.release_id, release.build_id, run.book.round.round_id, run.words.lang, name)
    run.medium.draw(key, draw, alt_text)
    source = run.words.say(
        "Source: {plan}, release {release}; figures as at {day}.",
        plan=run.book.plan_name(run.words),
        release=release.release_id,
        day=run.words.day(release.as_of),
    )
    run.show(f"{name}-source", block("p", source, kind="quiet"))
