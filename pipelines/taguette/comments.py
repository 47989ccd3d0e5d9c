"""What each person said, recovered from the blocks of a document: Taguette knows passages, not comments.

A list item, a table row or a paragraph is one comment; headings, blank blocks and the title are not.
Positions count every block that says something, so that a comment keeps its position, and its key, for good.
"""

import re
from dataclasses import dataclass
from itertools import groupby

from pipelines.taguette.markup import Run, Text, joined

_NUMBER_ONLY = re.compile(r"[\W\d_]*\d[\W\d_]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its place among the document's blocks, its unit in the markup, and its words."""

    position: int
    unit: int
    text: str


def comments_of(text: Text, begins_with_title: bool) -> list[Comment]:
    """Return a document's comments in order, without the first block of one that begins with its title."""
    units: dict[int, list[Run]] = {}
    for run in text.runs:
        units.setdefault(run.unit.number, []).append(run)
    spoken = [(runs, words) for runs in units.values() if (words := _words(runs))]
    return [
        Comment(position, runs[0].unit.number, words)
        for position, (runs, words) in enumerate(spoken, start=1)
        if runs[0].unit.kind != "heading" and not (begins_with_title and position == 1)
    ]


def first_words(text: Text) -> str:
    """Return what the first block that says something says, or nothing."""
    for _, runs in groupby(text.runs, key=lambda run: run.unit.number):
        if words := _words(list(runs)):
            return words
    return ""


def _words(runs: list[Run]) -> str:
    """Return a unit's words; in a row, without the cells that only number it."""
    if runs[0].unit.kind == "row":
        cells = [list(cell) for _, cell in groupby(runs, key=lambda run: run.edge)]
        said = [cell for cell in cells if not _NUMBER_ONLY.fullmatch("".join(run.text for run in cell))]
        runs = [run for cell in said or cells for run in cell]
    return joined((run, run.text) for run in runs)
