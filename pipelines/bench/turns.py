"""Measuring two things in turns, so that a busy machine slows both alike; and telling what became slower."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pipelines.errors import NotPossibleNow

PAIRS = 5
"""How often each is measured, at least."""

WORSE = 1.25
"""From which ratio to the recorded one on something has become slower, and not the machine busier."""


class NothingToMeasure(NotPossibleNow):
    """What was to be measured is not there: a figure of nothing would look like a very good one."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: medians in seconds, of the work and of its floor, and the median of their ratios."""

    name: str
    work: str
    floor: str
    seconds: float
    floor_seconds: float
    ratio: float
    pairs: int


def in_turns(
    name: str,
    work: tuple[str, Callable[[], object]],
    floor: tuple[str, Callable[[], object]],
    pairs: int = PAIRS,
) -> Measured:
    """Return what a work takes beside its floor, each said in words; once unmeasured, then pair by pair."""
    for _, act in (work, floor):
        act()
    found = [(_seconds(work[1]), _seconds(floor[1])) for _ in range(pairs)]
    return Measured(
        name,
        work[0],
        floor[0],
        round(statistics.median(each for each, _ in found), 4),
        round(statistics.median(each for _, each in found), 4),
        round(statistics.median(one / other for one, other in found), 2),
        pairs,
    )


def worsened(found: Iterable[Measured], recorded: Mapping[str, float]) -> list[str]:
    """Return a sentence for each ratio that is worse by more than a quarter than the recorded one.

    What is quicker than its floor is not: of a page of twelve milliseconds a quarter is within the noise.
    """
    return [
        f"{each.name}: {each.ratio} times its floor, recorded {recorded[each.name]}"
        for each in found
        if each.ratio > max(1, WORSE * recorded.get(each.name, each.ratio))
    ]


def as_table(found: Iterable[Measured]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        f"| {each.name} | {each.work} | {_said(each.seconds)} | {each.floor} | {_said(each.floor_seconds)} | "
        f"{each.ratio:g} | {each.pairs} |"
        for each in found
    ]
    head = ["| figure | what | takes | its floor | takes | ratio | pairs |", "|---|---|--:|---|--:|--:|--:|"]
    return "\n".join([*head, *rows])


def as_data(found: Iterable[Measured]) -> list[dict[str, Any]]:
    """Return the figures as plain data."""
    return [asdict(each) for each in found]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _said(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
