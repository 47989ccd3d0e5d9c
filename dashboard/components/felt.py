"""Is it felt? What people at events answered, beside a status and never part of it."""

from collections.abc import Sequence

from dashboard.charts.felt import HELD_BACK, Answered, felt_alt_text, felt_bars, felt_figures
from dashboard.charts.theme import FELT_COLOURS
from dashboard.components.blocks import Block, Child, block, named, sentence
from dashboard.components.captioned_chart import colour_key, show_beside
from dashboard.components.context import Reading
from dashboard.components.story import Line, part
from dashboard.locale.vocabulary import FELT_ANSWERS
from dashboard.queries.felt import Felt, felt

SPOT = "felt"
PERCENT_FROM = 35
"""From how many answers, to the nearest five, percentages are given: then 30 people or more answered."""


def felt_line(run: Reading, subject_id: str) -> Line | None:
    """Return the line of a story that says what people feel; None where nobody was asked."""
    found = felt(run.book.cursor, run.book.round.round_id, subject_id)
    if not found:
        return None
    latest, words = found[0], run.words
    said = _answers(latest, run) if latest.answered_count else words.say("Fewer than five people answered.")
    return Line(words.say("Is it felt?"), SPOT, [*sentence(said), " ", words.day(latest.held_on), "."])


def show_felt(run: Reading, subject_id: str) -> None:
    """Show what people answered about a theme or an action, event by event; nothing where nobody was."""
    found = felt(run.book.cursor, run.book.round.round_id, subject_id)
    if not found:
        return
    words, title = run.words, run.words.say("Is it felt?")
    latest = found[0]
    run.show(
        "felt",
        part(
            SPOT,
            block("h2", title),
            block("p", *_told(latest, run)),
            block("p", words.say("Who was not there:"), " ", _not_there(latest, run)),
        ),
    )
    rows = [_answered(each, run) for each in found]
    if any(row.is_shown for row in rows):
        run.show("felt-key", colour_key(FELT_COLOURS, FELT_ANSWERS, run))
        show_beside(
            run,
            "felt-events",
            felt_bars(rows, words),
            felt_alt_text(next(row for row in rows if row.is_shown), words),
            felt_figures(rows, words),
            title,
        )
    run.show("felt-notes", *_notes(found, run))


def _told(latest: Felt, run: Reading) -> list[Child]:
    """Return what was answered at an event, in a sentence or two."""
    words = run.words
    name, place = words.pick(latest.name_en, latest.name_cy), words.pick(latest.place_en, latest.place_cy)
    where = f"{', '.join(each.text for each in (name, place) if each)}, {words.day(latest.held_on)}:"
    if latest.answered_count is None:
        return [block("strong", where), " ", words.say("Fewer than five people answered.")]
    return [block("strong", where), " ", *sentence(_answers(latest, run))]


def _answers(event: Felt, run: Reading) -> str:
    """Return how many answered, and how many of them said what."""
    words = run.words
    base = event.answered_count or 0
    told = words.count("Of about {count} person who answered", "Of about {count} people who answered", base)
    shares = [
        f"{words.number(count)}{_percent(count, base)} {_said(answer, run)}"
        for answer, count in event.answers.items()
        if count
    ]
    if not shares:
        return words.say("{told}, too few gave any one answer to show it.", told=told)
    return f"{told}: **{'; '.join(shares)}**."


def _percent(count: int, base: int) -> str:
    return f" ({round(100 * count / base)}%)" if base >= PERCENT_FROM else ""


def _said(answer: str, run: Reading) -> str:
    text = run.words.say(FELT_ANSWERS[answer])
    return text[:1].lower() + text[1:]


def _not_there(event: Felt, run: Reading) -> Block | None:
    return named(event.not_there_en, event.not_there_cy, run.words)


def _answered(event: Felt, run: Reading) -> Answered:
    name = run.words.pick(event.name_en, event.name_cy)
    text = f"{name.text if name else event.event_id}, {run.words.day(event.held_on)}"
    return Answered(text, event.answered_count, event.answers)


def _notes(found: Sequence[Felt], run: Reading) -> list[Block | None]:
    words = run.words
    earlier = [
        block("li", block("b", f"{_answered(each, run).name}: "), _not_there(each, run)) for each in found[1:]
    ]
    missed = block("p", words.say("Who was not there at the other events:"), kind="quiet")
    return [
        *([missed, block("ul", *earlier, kind="plain quiet")] if earlier else []),
        block(
            "p",
            words.say(
                "Those who came to an event are not everybody. What they feel stands beside the status and "
                "does not change it. People are given to the nearest five; {sign} stands for a number that "
                "is held back, so that nobody can be known by it.",
                sign=HELD_BACK,
            ),
            " ",
            words.say("A correction is shown only where no answer changes by fewer than five people."),
            kind="quiet",
        ),
    ]
