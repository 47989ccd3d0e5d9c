"""Who was reached, and what listening took, as bars and as tables; not recorded is said, and is no zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.bars import Bar, Figures, PartBars
from dashboard.charts.theme import HOUR_COLOURS, NAVY
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import HOURS

HELD_BACK = "[c]"
"""What stands for a number of people that is held back, so that nobody can be known by it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How many events, at how many people were counted, and how many came; None where nobody may know."""

    name: str
    event_count: int
    counted_count: int
    people_count: int | None
    is_held_back: bool = False

    @property
    def is_wholly_known(self) -> bool:
        """Tell whether people were counted at every event."""
        return self.counted_count == self.event_count


@dataclass(frozen=True, slots=True)
class Taken:
    """What one kind of work took, in how many entries, and in how many each was recorded."""

    name: str
    entry_count: int
    paid_hours: float | None
    paid_count: int
    unpaid_hours: float | None
    unpaid_count: int
    pounds: float | None
    pounds_count: int

    @property
    def hours_missing(self) -> int:
        """Return in how many entries hours of either kind may be missing, at the most."""
        return self.entry_count - min(self.paid_count, self.unpaid_count)


def reach_figures(rows: Sequence[Reached], title: str, words: Words) -> Figures:
    """Return the table of events and people."""
    return Figures(
        (title, words.say("Events"), words.say("People")),
        tuple((row.name, words.number(row.event_count), people_words(row, words)) for row in rows),
    )


def people_words(row: Reached, words: Words) -> str:
    """Return a number of people, or why there is none."""
    if row.is_held_back:
        return HELD_BACK
    value = None if row.people_count is None else words.number(row.people_count)
    return known_words(value, row.counted_count, row.event_count, words)


def reach_bars(rows: Sequence[Reached], words: Words) -> PartBars:
    """Return a bar of people for each name; one that is held back or not recorded has words and no bar."""
    bars = [
        Bar(
            row.name,
            {"people": row.people_count or 0},
            {"people": words.number(row.people_count or 0)},
            note="" if row.people_count and row.is_wholly_known else people_words(row, words),
        )
        for row in rows
    ]
    return PartBars(bars, {"people": NAVY}, {"people": words.say("People")})


def reach_alt_text(rows: Sequence[Reached], words: Words) -> str:
    """Return what the bars show in words: the first, the last and the largest."""
    most = max(rows, key=lambda row: row.people_count or 0)
    return words.say(
        "Bar chart: people who took part, month by month from {first} to {last}. Most came in {most}: "
        "{people}; all numbers are in the table below.",
        first=rows[0].name,
        last=rows[-1].name,
        most=most.name,
        people=people_words(most, words),
    )


def cost_figures(rows: Sequence[Taken], title: str, words: Words) -> Figures:
    """Return the table of hours and money, each with how many entries it is known for."""
    columns = (title, words.say("Paid hours"), words.say("Hours given freely"), words.say("Money"))
    return Figures(
        columns,
        tuple(
            (
                row.name,
                known_words(
                    None if row.paid_hours is None else words.number(row.paid_hours),
                    row.paid_count,
                    row.entry_count,
                    words,
                ),
                known_words(
                    None if row.unpaid_hours is None else words.number(row.unpaid_hours),
                    row.unpaid_count,
                    row.entry_count,
                    words,
                ),
                known_words(
                    None if row.pounds is None else words.money(row.pounds),
                    row.pounds_count,
                    row.entry_count,
                    words,
                ),
            )
            for row in rows
        ),
    )


def cost_bars(rows: Sequence[Taken], words: Words) -> PartBars:
    """Return a bar of hours for each kind, paid and given freely; under its name, what is not recorded."""
    bars = [
        Bar(
            row.name,
            {"paid": row.paid_hours or 0, "unpaid": row.unpaid_hours or 0},
            {"paid": words.number(row.paid_hours or 0), "unpaid": words.number(row.unpaid_hours or 0)},
            note=_missing(row.hours_missing, row, words),
        )
        for row in rows
    ]
    names = {code: words.say(name) for code, name in HOURS.items()}
    return PartBars(bars, HOUR_COLOURS, names)


def money_bars(rows: Sequence[Taken], words: Words) -> PartBars:
    """Return a bar of money for each kind; under its name, what is not recorded."""
    bars = [
        Bar(
            row.name,
            {"money": row.pounds or 0},
            {"money": words.money(row.pounds or 0)},
            note=_missing(row.entry_count - row.pounds_count, row, words),
        )
        for row in rows
    ]
    return PartBars(bars, {"money": NAVY}, {"money": words.say("Money")})


def money_alt_text(whole: Taken, words: Words) -> str:
    """Return what the bars of money show in words, with the sum of their table."""
    return words.say(
        "Bar chart: money by what it was for. In all {money}, as far as it was recorded; all numbers are in "
        "the table below.",
        money=words.money(whole.pounds or 0),
    )


def cost_alt_text(whole: Taken, words: Words) -> str:
    """Return what the bars show in words, with the sums of their table."""
    return words.say(
        "Bar chart: hours of work by what they were for. In all {paid} paid hours and {unpaid} given freely, "
        "as far as they were recorded; all numbers are in the table below.",
        paid=words.number(whole.paid_hours or 0),
        unpaid=words.number(whole.unpaid_hours or 0),
    )


def known_words(value: str | None, count: int, total: int, words: Words) -> str:
    """Return a sum, and for how many of how many it is known where that is not all."""
    if value is None:
        return words.say("not recorded")
    if count == total:
        return value
    return words.say(
        "{value} (known for {count} of {total})",
        value=value,
        count=words.number(count),
        total=words.number(total),
    )


def _missing(missing: int, row: Taken, words: Words) -> str:
    """Return what stands under a name: how many entries say nothing."""
    if not missing:
        return ""
    return words.say(
        "not recorded: {missing} of {total} entries",
        missing=words.number(missing),
        total=words.number(row.entry_count),
    )
