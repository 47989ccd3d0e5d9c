"""Each theme's actions as one bar, in the groups of the first sentence, and the same numbers as a table.

The rows are plain values: a data-frame library would double what the app's process holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import altair as alt

from dashboard.charts.theme import GROUP_COLOURS, INK, WHITE
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import GROUPS

ROW_HEIGHT = 76
BAR_HEIGHT = 28
NAME_LETTERS = 36
FONT = "Source Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """A theme's name and its number of actions per group."""

    theme: str
    by_group: dict[str, int]

    @property
    def counts(self) -> list[int]:
        """Return the counts in the order of the groups."""
        return [self.by_group[group] for group in GROUPS]


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of a chart: what heads its columns, and its rows, each headed by its first value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def theme_figures(bars: Sequence[Bar], words: Words) -> Figures:
    """Return the table of the chart: a row per theme, a column per group, and the total."""
    columns = (words.say("Theme"), *(words.say(GROUPS[group]) for group in GROUPS), words.say("All actions"))
    rows = tuple(
        (bar.theme, *(words.number(count) for count in (*bar.counts, sum(bar.counts)))) for bar in bars
    )
    return Figures(columns, rows)


def theme_alt_text(bars: Sequence[Bar], words: Words) -> str:
    """Return what the chart shows in words, with the numbers of its table (conventions A25)."""
    done = sum(bar.by_group["done"] for bar in bars)
    total = sum(sum(bar.by_group.values()) for bar in bars)
    return words.say(
        "Bar chart: one bar per theme, divided by how its actions stand. {done} of {total} actions are done; "
        "all numbers are in the table below.",
        done=words.number(done),
        total=words.number(total),
    )


def theme_bars(bars: Sequence[Bar], words: Words) -> alt.LayerChart:
    """Return a stacked bar under each theme's name, each part with its number (conventions A10, A24).

    White lines part the colours; names stand above the bars, so that a phone shows them whole.
    """
    rows = [
        {"theme": bar.theme, "group": words.say(GROUPS[group]), "place": place, "count": bar.by_group[group]}
        for bar in bars
        for place, group in enumerate(GROUPS)
        if bar.by_group[group]
    ]
    order = [bar.theme for bar in bars]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("theme:N", sort=order, axis=None),
        x=alt.X("count:Q", stack="zero", axis=None),
        order=alt.Order("place:Q"),
    )
    parts = base.mark_bar(size=BAR_HEIGHT, yOffset=14, stroke=WHITE, strokeWidth=2, aria=False).encode(
        color=alt.Color("place:O", scale=_colours(), legend=None), tooltip=["theme:N", "group:N", "count:Q"]
    )
    numbers = base.mark_text(
        dy=14, font=FONT, color=WHITE, fontSize=15, fontWeight="bold", aria=False
    ).encode(x=alt.X("count:Q", stack="zero", bandPosition=0.5, axis=None), text="count:Q", detail="place:O")
    layers = alt.LayerChart(
        layer=[parts, numbers, *_names(order)],
        height=ROW_HEIGHT * len(bars),
        background=WHITE,
        padding={"left": 6, "top": 2, "right": 6, "bottom": 2},
    )
    chart: alt.LayerChart = layers.configure_view(stroke=None)
    return chart


def _names(order: Sequence[str]) -> list[alt.Chart]:
    """Return the names above the bars, in one line or two: Vega hangs further lines below, over the bar."""
    lines = [["", *wrap(name, NAME_LETTERS)][-2:] for name in order]
    rows = [
        {"theme": name, "upper": upper, "lower": lower}
        for name, (upper, lower) in zip(order, lines, strict=True)
    ]
    return [
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", baseline="bottom", x=0, dy=dy, font=FONT, fontSize=15, color=INK, aria=False)
        .encode(y=alt.Y("theme:N", sort=list(order), axis=None), text=f"{line}:N")
        for line, dy in (("upper", -20), ("lower", -2))
    ]


def _colours() -> alt.Scale:
    return alt.Scale(domain=list(range(len(GROUPS))), range=[GROUP_COLOURS[group] for group in GROUPS])
