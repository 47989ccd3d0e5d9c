"""Charts on a page, each with its words and its source."""

from dashboard.charts.bars import Drawing
from dashboard.components.blocks import block
from dashboard.components.context import Reading


def captioned_chart(run: Reading, name: str, chart: Drawing, alt_text: str) -> None:
    """Show a chart with its words for those who cannot see it, and its source under it (conventions A26)."""
    release = run.book.release
    run.medium.draw(chart, alt_text)
    source = run.words.say(
        "Source: {plan}, release {release}; figures as at {day}.",
        plan=run.book.plan_name(run.words),
        release=release.release_id,
        day=run.words.day(release.as_of),
    )
    run.show(f"{name}-source", block("p", source, kind="quiet"))
