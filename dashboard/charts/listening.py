"""What people said, as bars and as tables: by have, need and change, and by where it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.bars import Bar, Figures, PartBars
from dashboard.charts.theme import DESTINATION_COLOURS, OUTCOME_COLOURS, QUESTION_COLOURS
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import DESTINATIONS, OUTCOME_GROUPS, QUESTIONS


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme's name, and its number of comments by code."""

    name: str
    by_code: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return the sum over the codes."""
        return sum(self.by_code.values())


def question_figures(rows: Sequence[Counted], words: Words) -> Figures:
    """Return the table of themes by have, need and want to change."""
    return _figures(rows, QUESTIONS, words)


def question_bars(rows: Sequence[Counted], words: Words) -> PartBars:
    """Return a bar for each theme, divided by have, need and want to change."""
    return _bars(rows, QUESTION_COLOURS, QUESTIONS, words)


def question_alt_text(rows: Sequence[Counted], words: Words) -> str:
    """Return what the bars show in words, with the numbers of their table."""
    return words.say(
        "Bar chart: one bar per theme, divided into what people have ({have}), need ({need}) and want to "
        "change ({change}); all numbers are in the table below.",
        **{code: words.number(sum(row.by_code[code] for row in rows)) for code in QUESTIONS},
    )


def destination_figures(rows: Sequence[Counted], words: Words) -> Figures:
    """Return the table of themes by where comments ended."""
    return _figures(rows, DESTINATIONS, words)


def destination_bars(rows: Sequence[Counted], words: Words) -> PartBars:
    """Return a bar for each theme, divided by where its comments ended."""
    return _bars(rows, DESTINATION_COLOURS, DESTINATIONS, words)


def destination_alt_text(everything: Counted, words: Words) -> str:
    """Return what the bars show in words, with the numbers of the table's last row."""
    return words.say(
        "Bar chart: one bar per theme, divided by where what people said went. In all, {taken} of {total} "
        "were taken up and {partly} in part; all numbers are in the table below.",
        taken=words.number(everything.by_code["taken_up"]),
        partly=words.number(everything.by_code["partly"]),
        total=words.number(everything.total),
    )


def outcome_figures(rows: Sequence[Counted], words: Words, first: str) -> Figures:
    """Return the table of what became of comments, by whatever the first column names."""
    found = _figures(rows, OUTCOME_GROUPS, words)
    return Figures((first, *found.columns[1:]), found.rows)


def outcome_bars(rows: Sequence[Counted], words: Words) -> PartBars:
    """Return a bar for each row, divided by what became of its comments."""
    return _bars(rows, OUTCOME_COLOURS, OUTCOME_GROUPS, words)


def outcome_alt_text(everything: Counted, words: Words) -> str:
    """Return what the bars show in words, with the numbers of the whole."""
    parts = "; ".join(
        f"{words.say(name).lower()}: {words.number(everything.by_code[code])}"
        for code, name in OUTCOME_GROUPS.items()
    )
    return words.say("Bar chart of what became of what people asked for. {parts}.", parts=parts)


def _figures(rows: Sequence[Counted], codes: Mapping[str, str], words: Words) -> Figures:
    columns = (words.say("Theme"), *(words.say(name) for name in codes.values()), words.say("In all"))
    return Figures(
        columns,
        tuple(
            (row.name, *(words.number(row.by_code[code]) for code in codes), words.number(row.total))
            for row in rows
        ),
    )


def _bars(
    rows: Sequence[Counted], colours: Mapping[str, str], codes: Mapping[str, str], words: Words
) -> PartBars:
    bars = [
        Bar(row.name, row.by_code, {code: words.number(count) for code, count in row.by_code.items()})
        for row in rows
    ]
    names = {code: words.say(name) for code, name in codes.items()}
    return PartBars(bars, colours, names)
