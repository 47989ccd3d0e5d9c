"""A small line of values over time, one line for each place; where a value is missing the line has a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import altair as alt

from dashboard.charts.bars import FONT
from dashboard.charts.theme import GREY, INK, NAVY, TURQUOISE, WHITE

HEIGHT = 180
FAINT = "#9aa4ad"
HEAD, FOOT = 22, 34
"""How much room is left above the lines for a number, and below them for the dates."""

LABELLED = 8
"""Up to how many values each has its number and date; of more, the first and the last."""

DAYS_BETWEEN = {"monthly": 31, "quarterly": 92, "yearly": 366, "every_two_years": 731}
PLACE_COLOURS = (NAVY, TURQUOISE, GREY)
"""The colours of places in their order: none of them says how anything stands."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value, its number in words, and its date in words."""

    on: date
    value: float
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class ValueLines:
    """A line for each place, the first one with its numbers, and the value that others are compared with."""

    lines: Mapping[str, Sequence[Point]]
    how_often: str
    baseline: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the chart as Vega-Lite reads it, with its data in it."""
        with alt.data_transformers.enable(consolidate_datasets=False):
            return _chart(self).to_dict(validate=False)


def segments(points: Sequence[Point], how_often: str) -> list[list[Point]]:
    """Return points in stretches without a gap: between two of them no value is missing."""
    most = DAYS_BETWEEN.get(how_often)
    found: list[list[Point]] = []
    for point in points:
        is_next = found and (most is None or (point.on - found[-1][-1].on).days <= 1.5 * most)
        if is_next:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def _chart(drawn: ValueLines) -> alt.LayerChart:
    values = [point.value for points in drawn.lines.values() for point in points]
    values += [drawn.baseline] if drawn.baseline is not None else []
    room = (max(values) - min(values)) * 0.1 or 1
    lowest, highest = min(values) - room, max(values) + room
    rows = [
        {
            "place": place,
            "stretch": f"{place} {number}",
            "on": point.on.isoformat(),
            "value": point.value,
            "label": point.label if _is_labelled(points, point, place_number) else "",
            "foot": lowest,
            "when": point.when if place_number == 0 and _is_labelled(points, point, 0) else "",
        }
        for place_number, (place, points) in enumerate(drawn.lines.items())
        for number, stretch in enumerate(segments(points, drawn.how_often))
        for point in stretch
    ]
    height = alt.Scale(domain=[lowest, highest], range=[HEIGHT - FOOT, HEAD], zero=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("on:T", scale=alt.Scale(type="utc", padding=26), axis=None),
        y=alt.Y("value:Q", scale=height, axis=None),
        color=alt.Color("place:N", scale=_scale(drawn.lines), legend=None),
    )
    line = base.mark_line(strokeWidth=2.5, aria=False).encode(detail=alt.Detail("stretch:N"))
    points = base.mark_circle(size=60, opacity=1, aria=False).encode(
        tooltip=[alt.Tooltip(field) for field in ("place:N", "when:N", "label:N")]
    )
    written = partial(base.mark_text, dy=-12, font=FONT, fontSize=14, fontWeight="bold", aria=False)
    around, numbers = (
        text.encode(text=alt.Text("label:N"))
        for text in (written(stroke=WHITE, strokeWidth=5, strokeJoin="round"), written())
    )
    dates = base.mark_text(baseline="top", dy=8, font=FONT, fontSize=13, aria=False).encode(
        text=alt.Text("when:N"), y=alt.Y("foot:Q", scale=height, axis=None), color=alt.ColorValue(INK)
    )
    layers = [line, points, around, numbers, dates]
    if drawn.baseline is not None:
        rule = alt.Chart(alt.InlineData(values=[{"value": drawn.baseline}])).mark_rule(
            color=FAINT, strokeWidth=1, aria=False
        )
        layers = [rule.encode(y=alt.Y("value:Q", scale=height, axis=None)), *layers]
    chart: alt.LayerChart = alt.LayerChart(
        layer=layers,
        height=HEIGHT,
        background=WHITE,
        padding={"left": 6, "top": 2, "right": 6, "bottom": 2},
    ).configure_view(stroke=None)
    return chart


def _is_labelled(points: Sequence[Point], point: Point, place_number: int) -> bool:
    if place_number > 0:
        return point is points[-1]
    return len(points) <= LABELLED or point in (points[0], points[-1])


def _scale(lines: Mapping[str, Sequence[Point]]) -> alt.Scale:
    return alt.Scale(domain=list(lines), range=list(PLACE_COLOURS[: len(lines)]))
