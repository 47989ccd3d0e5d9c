"""A chart on a page, with its words and source, its key above and its table beside it, of the same rows."""

from collections.abc import Mapping

from dashboard.charts.bars import Drawing, Figures, PartBars
from dashboard.components.blocks import Block, block
from dashboard.components.context import Reading
from dashboard.components.tables import figure_table


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


def colour_key(colours: Mapping[str, str], names: Mapping[str, str], run: Reading) -> Block:
    """Return which colour means what."""
    items = [
        block("li", block("span", kind="swatch", aria_hidden="true"), run.words.say(names[code]))
        | {"paint": {"edge": colour}}
        for code, colour in colours.items()
    ]
    return block("ul", *items, kind="key")


def show_above(run: Reading, name: str, chart: PartBars, alt_text: str, figures: Figures, title: str) -> None:
    """Show a chart and below it its table, which is too wide to stand beside."""
    captioned_chart(run, name, chart, alt_text)
    run.show(f"{name}-figures", figure_table(figures, title))


def show_beside(
    run: Reading, name: str, chart: PartBars, alt_text: str, figures: Figures, title: str
) -> None:
    """Show a chart and, beside it or on a phone below it, its table."""
    beside, numbers = run.medium.halves(has_table=True)
    with beside:
        captioned_chart(run, name, chart, alt_text)
    with numbers:
        run.show(f"{name}-figures", figure_table(figures, title))
