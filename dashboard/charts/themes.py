"""Each theme's actions as one bar, in the groups of the first sentence, and the same numbers as a table.

The rows are plain values: a data-frame library would double what the app's process holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.bars import Bar, Figures, PartBars
from dashboard.charts.theme import GROUP_COLOURS
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import GROUPS


@dataclass(frozen=True, slots=True)
class ThemeActions:
    """A theme's name and its number of actions per group."""

    theme: str
    by_group: dict[str, int]

    @property
    def counts(self) -> list[int]:
        """Return the counts in the order of the groups."""
        return [self.by_group[group] for group in GROUPS]


def theme_figures(themes: Sequence[ThemeActions], words: Words) -> Figures:
    """Return the table of the chart: a row per theme, a column per group, and the total."""
    columns = (words.say("Theme"), *(words.say(GROUPS[group]) for group in GROUPS), words.say("All actions"))
    rows = tuple(
        (found.theme, *(words.number(count) for count in (*found.counts, sum(found.counts))))
        for found in themes
    )
    return Figures(columns, rows)


def theme_alt_text(themes: Sequence[ThemeActions], words: Words) -> str:
    """Return what the chart shows in words, with the numbers of its table (conventions A25)."""
    done = sum(found.by_group["done"] for found in themes)
    total = sum(sum(found.by_group.values()) for found in themes)
    return words.say(
        "Bar chart: one bar per theme, divided by how its actions stand. {done} of {total} actions are done; "
        "all numbers are in the table below.",
        done=words.number(done),
        total=words.number(total),
    )


def theme_message(themes: Sequence[ThemeActions], words: Words) -> str:
    """Return what the chart says, as its title: in how many themes is good news, and in how many bad."""
    done, late = (sum(1 for found in themes if found.by_group[group]) for group in ("done", "not_going_well"))
    return words.say(
        "Something is done in {done} of {total} themes; something is late or at risk in {late}",
        done=words.number(done),
        late=words.number(late),
        total=words.number(len(themes)),
    )


def theme_bars(themes: Sequence[ThemeActions], words: Words) -> PartBars:
    """Return a stacked bar under each theme's name, each part with its number."""
    bars = [
        Bar(found.theme, found.by_group, {group: words.number(found.by_group[group]) for group in GROUPS})
        for found in themes
    ]
    return PartBars(bars, GROUP_COLOURS, {group: words.say(name) for group, name in GROUPS.items()})
