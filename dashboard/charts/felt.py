"""What people at events answered, as bars and as a table: a row for each event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.bars import Bar, Figures, PartBars
from dashboard.charts.theme import FELT_COLOURS
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import FELT_ANSWERS

HELD_BACK = "[c]"


@dataclass(frozen=True, slots=True)
class Answered:
    """An event, how many answered there, and how many gave each answer; None where held back."""

    name: str
    total: int | None
    by_answer: Mapping[str, int | None]

    @property
    def is_shown(self) -> bool:
        """Tell whether any answer can be drawn."""
        return any(self.by_answer.values())


def felt_figures(rows: Sequence[Answered], words: Words) -> Figures:
    """Return the table of events by what was answered."""
    return Figures(
        (
            words.say("Event"),
            *(words.say(name) for name in FELT_ANSWERS.values()),
            words.say("Who answered"),
        ),
        tuple(
            (
                row.name,
                *(_number(count, words) for count in row.by_answer.values()),
                _number(row.total, words),
            )
            for row in rows
        ),
    )


def felt_bars(rows: Sequence[Answered], words: Words) -> PartBars:
    """Return a bar for each event, divided by what was answered; what is held back has no part in it."""
    bars = [
        Bar(
            row.name,
            {answer: count or 0 for answer, count in row.by_answer.items()},
            {answer: _number(count, words) for answer, count in row.by_answer.items()},
        )
        for row in rows
        if row.is_shown
    ]
    return PartBars(bars, FELT_COLOURS, {code: words.say(name) for code, name in FELT_ANSWERS.items()})


def felt_alt_text(latest: Answered, words: Words) -> str:
    """Return what the bars show in words, with the numbers of the latest event."""
    return words.say(
        "Bar chart: one bar per event, divided by what people answered. {event}: {answers}; all numbers are "
        "in the table below.",
        event=latest.name,
        answers="; ".join(
            f"{words.say(FELT_ANSWERS[answer])} {_number(count, words)}"
            for answer, count in latest.by_answer.items()
        ),
    )


def _number(count: int | None, words: Words) -> str:
    return HELD_BACK if count is None else words.number(count)
