"""A picture with its key above it and its table beside it, all of the same rows."""

from collections.abc import Mapping

from dashboard.charts.bars import Figures, PartBars
from dashboard.components.blocks import Block, block
from dashboard.components.captioned_chart import captioned_chart
from dashboard.components.context import Reading
from dashboard.components.tables import figure_table


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
