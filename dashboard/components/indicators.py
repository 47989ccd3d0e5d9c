"""What changes in people's lives: indicators beside a theme or an action, with their baseline and source."""

from collections.abc import Mapping, Sequence

from dashboard.charts.bars import Figures
from dashboard.charts.lines import PLACE_COLOURS, Point, ValueLines
from dashboard.components.blocks import Block, block, folded, heading, named, outside_link, sentence
from dashboard.components.captioned_chart import captioned_chart, colour_key
from dashboard.components.context import Reading
from dashboard.components.tables import figure_table
from dashboard.locale.translator import mark
from dashboard.locale.vocabulary import HOW_OFTEN
from dashboard.queries.indicators import Indicator, IndicatorValue, indicator_values, indicators

HELD_BACK = "[c]"
WANTED = {"more": mark("More of it is wanted."), "less": mark("Less of it is wanted.")}
_COLUMNS = (mark("Date"), mark("Place"), mark("Value"), mark("People it rests on"), mark("Note"))


def show_indicators(run: Reading, subject_id: str) -> None:
    """Show the indicators that speak of a theme or an action; nothing where there is none with a value."""
    told = [
        (each, values)
        for each in indicators(run.book.cursor)
        if each.speaks_of(subject_id)
        if (values := indicator_values(run.book.cursor, run.book.round.round_id, each.indicator_id))
    ]
    if not told:
        return
    words = run.words
    run.show(
        "indicators",
        heading("indicators", words.say("What changes in people's lives")),
        block(
            "p",
            words.say(
                "Others measure this. An indicator moves for many reasons, and this plan is only one of "
                "them: it stands beside the status and never changes it."
            ),
            kind="quiet",
        ),
    )
    for indicator, values in told:
        _show(run, indicator, values)


def _show(run: Reading, indicator: Indicator, values: Sequence[IndicatorValue]) -> None:
    words, key = run.words, f"indicator-{indicator.indicator_id}"
    lines = _lines(run, indicator, values)
    name = words.pick(indicator.name_en, indicator.name_cy)
    title = name.text if name else indicator.indicator_id
    run.show(f"{key}-name", block("h3", named(indicator.name_en, indicator.name_cy, words)))
    if lines:
        first = next(iter(lines.values()))
        base = _baseline(run, indicator, first)
        run.show(f"{key}-words", block("p", *sentence(_told(run, indicator, lines, base))))
        if len(lines) > 1:
            colours = dict(zip(lines, PLACE_COLOURS, strict=False))
            run.show(f"{key}-key", colour_key(colours, {place: place for place in lines}, run))
        beside, rest = run.medium.halves()
        with beside:
            captioned_chart(
                run, key, ValueLines(lines, indicator.how_often, base.value), _alt_text(run, title, lines)
            )
        with rest:
            run.show(f"{key}-figures", *_numbers(run, indicator, values, title))
    else:
        run.show(f"{key}-figures", *_numbers(run, indicator, values, title))


def _numbers(
    run: Reading, indicator: Indicator, values: Sequence[IndicatorValue], title: str
) -> tuple[Block, Block]:
    table = figure_table(_figures(run, indicator, values), title)
    return folded(run.words.say("The numbers"), table), _source(run, indicator)


def _lines(
    run: Reading, indicator: Indicator, values: Sequence[IndicatorValue]
) -> Mapping[str, Sequence[Point]]:
    """Return the values that can be drawn, by place: the one with most values first, else by name."""
    found: dict[str, list[Point]] = {}
    for each in values:
        if each.value is not None:
            point = Point(
                each.value_on, each.value, run.words.number(each.value), _when(run, indicator, each)
            )
            found.setdefault(_place(run, each), []).append(point)
    in_order = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return dict(in_order[: len(PLACE_COLOURS)])


def _baseline(run: Reading, indicator: Indicator, points: Sequence[Point]) -> Point:
    """Return the value that the others are compared with: that of the register's date, else the first."""
    return next((point for point in points if point.on == indicator.baseline_on), points[0])


def _told(run: Reading, indicator: Indicator, lines: Mapping[str, Sequence[Point]], base: Point) -> str:
    """Return the newest value, and what it was at the baseline; no word of good or bad."""
    words = run.words
    place, points = next(iter(lines.items()))
    unit = words.pick(indicator.unit_en, indicator.unit_cy)
    newest = words.say(
        "{place}, {when}: **{value} {unit}**.",
        place=place,
        when=points[-1].when,
        value=points[-1].label,
        unit=unit.text if unit else "",
    )
    before = words.say("Baseline, {when}: {value}.", when=base.when, value=base.label)
    return " ".join(
        [newest, *([before] if base is not points[-1] else []), words.say(WANTED[indicator.wanted])]
    )


def _alt_text(run: Reading, title: str, lines: Mapping[str, Sequence[Point]]) -> str:
    words = run.words
    told = "; ".join(
        words.say(
            "{place} from {first} in {start} to {last} in {end}",
            place=place,
            first=points[0].label,
            start=points[0].when,
            last=points[-1].label,
            end=points[-1].when,
        )
        for place, points in lines.items()
    )
    return words.say(
        "Line chart: {title}. {lines}; all numbers are in the table below.", title=title, lines=told
    )


def _figures(run: Reading, indicator: Indicator, values: Sequence[IndicatorValue]) -> Figures:
    words = run.words
    rows = tuple(
        (
            _when(run, indicator, each),
            _place(run, each),
            HELD_BACK if each.value is None else words.number(each.value),
            words.number(each.base_count) if each.base_count is not None else "–",
            _note(run, each),
        )
        for each in values
    )
    return Figures(tuple(words.say(column) for column in _COLUMNS), rows)


def _note(run: Reading, value: IndicatorValue) -> str:
    note = run.words.pick(value.note_en, value.note_cy)
    revised = run.words.say("Revised by the source.") if value.is_revised else ""
    return " ".join(filter(None, (revised, note.text if note else ""))) or "–"


def _source(run: Reading, indicator: Indicator) -> Block:
    words = run.words
    said = words.pick(indicator.source_en, indicator.source_cy)
    name = words.pick(indicator.name_en, indicator.name_cy)
    link = outside_link(said.text if said else "", indicator.source_url, name.text if name else "")
    often = words.say(HOW_OFTEN[indicator.how_often])
    return block("p", words.say("Measured by:"), " ", link, ". ", often, kind="quiet")


def _when(run: Reading, indicator: Indicator, value: IndicatorValue) -> str:
    if indicator.how_often in ("yearly", "every_two_years"):
        return str(value.value_on.year)
    return run.words.month(f"{value.value_on:%Y-%m}")


def _place(run: Reading, value: IndicatorValue) -> str:
    place = run.words.pick(value.place_en, value.place_cy)
    return place.text if place else value.place_en
