"""Bars of parts that lie under their names: a shape that a phone shows whole.

White lines part the colours (conventions A10); names stand above the bars (A24); nothing of it is read out,
because the words and the table beside it are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Protocol

import altair as alt

from dashboard.charts.theme import BAR_INKS, INK, WHITE

ROW_HEIGHT = 76
BAR_HEIGHT = 28
NAME_LETTERS = 36
FONT = "Source Sans, sans-serif"
QUIET = "#4a5560"

DIGITS = 30
"""How many digits the longest bar holds on a phone; a part without room leaves its number to the table."""


class Drawing(Protocol):
    """A chart, whatever its shape: drawn when it is asked for."""

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as Vega-Lite reads it."""
        ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, the size and the words of each part, and what has to be said under the name."""

    name: str
    parts: Mapping[str, float]
    labels: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of a chart: what heads its columns, and its rows, each headed by its first value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PartBars:
    """A stacked bar under each name; parts in the order of `colours`, called by `names`.

    It is drawn when it is asked for: to build and to check a chart takes longer than all else on a page.
    """

    bars: Sequence[Bar]
    colours: Mapping[str, str]
    names: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as Vega-Lite reads it.

        Its data stay in it: Streamlit would take data that stand apart through a data-frame library. Whether
        Vega-Lite's schema allows it is for the tests: it depends on the kind of chart, and takes as long.
        """
        with alt.data_transformers.enable(consolidate_datasets=False):
            return _chart(self.bars, self.colours, self.names).to_dict(validate=False)


def _chart(bars: Sequence[Bar], colours: Mapping[str, str], names: Mapping[str, str]) -> alt.LayerChart:
    longest = max((sum(bar.parts.values()) for bar in bars), default=0)
    rows = [
        {
            "bar": bar.name,
            "part": names[part],
            "place": place,
            "size": bar.parts[part],
            "ink": BAR_INKS[colours[part]],
            "label": bar.labels[part] if len(bar.labels[part]) * longest <= bar.parts[part] * DIGITS else "",
        }
        for bar in bars
        for place, part in enumerate(colours)
        if bar.parts.get(part)
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("bar:N", sort=[bar.name for bar in bars], axis=None),
        x=alt.X("size:Q", stack="zero", axis=None),
        order=alt.Order("place:Q"),
    )
    parts = base.mark_bar(size=BAR_HEIGHT, yOffset=14, stroke=WHITE, strokeWidth=2, aria=False).encode(
        color=alt.Color("place:O", scale=_scale(colours), legend=None),
        tooltip=[alt.Tooltip(field) for field in ("bar:N", "part:N", "label:N")],
    )
    numbers = base.mark_text(
        dy=14, font=FONT, color=alt.expr("datum.ink"), fontSize=15, fontWeight="bold", aria=False
    ).encode(
        x=alt.X("size:Q", stack="zero", bandPosition=0.5, axis=None),
        text=alt.Text("label:N"),
        detail=alt.Detail("place:O"),
    )
    layers = alt.LayerChart(
        layer=[parts, numbers, *_names(bars)],
        height=ROW_HEIGHT * max(len(bars), 1),
        background=WHITE,
        padding={"left": 6, "top": 2, "right": 6, "bottom": 2},
    )
    chart: alt.LayerChart = layers.configure_view(stroke=None)
    return chart


def _names(bars: Sequence[Bar]) -> list[alt.Chart]:
    """Return the names above the bars, in one line or two: Vega hangs further lines below, over the bar."""
    noted = any(bar.note for bar in bars)
    lines = [[bar.name, bar.note] if noted else ["", *wrap(bar.name, NAME_LETTERS)][-2:] for bar in bars]
    rows = [
        {"bar": bar.name, "upper": upper, "lower": lower}
        for bar, (upper, lower) in zip(bars, lines, strict=True)
    ]
    sizes = {"upper": (-20, 15, INK), "lower": (-2, 13, QUIET) if noted else (-2, 15, INK)}
    return [
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(
            align="left", baseline="bottom", x=0, dy=dy, font=FONT, fontSize=size, color=colour, aria=False
        )
        .encode(y=alt.Y("bar:N", sort=[bar.name for bar in bars], axis=None), text=alt.Text(f"{line}:N"))
        for line, (dy, size, colour) in sizes.items()
    ]


def _scale(colours: Mapping[str, str]) -> alt.Scale:
    return alt.Scale(domain=list(range(len(colours))), range=list(colours.values()))
