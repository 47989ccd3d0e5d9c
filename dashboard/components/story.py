"""An action's story in ten seconds: one line for each part of its page, which leads to that part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.components.action_parts import steps_sentence
from dashboard.components.blocks import Block, Child, block, day, named, spot_link
from dashboard.components.context import Reading
from dashboard.components.listening_parts import counted, topic_name
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Action, Standing
from dashboard.queries.boundary import BoundaryCard
from dashboard.queries.listening import listening, topics

SAID, AGREED, DATES, SO_FAR = "people-said", "agreed", "who-and-when", "so-far"
"""The ids of the parts that the lines lead to."""

NAMED = 2
"""How many topics a line names."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story: what it is called, the id of the part it leads to, and what it says."""

    title: str
    spot: str
    told: Sequence[Child]


def story(lines: Iterable[Line | None]) -> Block | None:
    """Return the lines that there are, in their order; None where there is none."""
    told = [line for line in lines if line is not None]
    return block("dl", *(_written(line) for line in told), kind="story") if told else None


def part(spot: str, *blocks: Block | None) -> Block | None:
    """Return a part of the page that a line can lead to; None where there is nothing in it."""
    return block("section", *blocks, id=spot) if any(blocks) else None


def _written(line: Line) -> Block:
    return block("div", block("dt", spot_link(line.title, line.spot)), " ", block("dd", *line.told))


def because_people_said(run: Reading, found: Action) -> Line | None:
    """Return how much was said of what an action answers; None where no listening is known."""
    words, told = run.words, listening(run.book.cursor)
    if not (run.has_listening and told.comment_count):
        return None
    title = words.say("Because people said")
    asked = [topic for topic in topics(run.book.cursor) if found.action_id in topic.actions]
    if not asked:
        return Line(title, SAID, [words.say("It came from elsewhere.")])
    named_first = [part for topic in asked[:NAMED] for part in ("; ", topic_name(topic, words))][1:]
    more = len(asked) - NAMED
    rest = [words.count("; and {count} more", "; and {count} more", more)] if more > 0 else []
    count = block("b", counted(found.comment_count, told, words))
    return Line(title, SAID, [count, ": ", *named_first, *rest])


def so_it_was_agreed(run: Reading, found: Action, now: Standing, card: BoundaryCard | None) -> Line | None:
    """Return what was agreed and by when; None where neither words nor a date are entered."""
    words = run.words
    is_card = card is not None and card.state == "agreed"
    agreed = named(card.agreed_en, card.agreed_cy, words) if card is not None and is_card else None
    told = agreed or named(found.done_means_en, found.done_means_cy, words)
    finish = now.agreed_finish_on
    until = [words.say("By"), " ", day(finish, words), "."] if finish else []
    if told is None and not until:
        return None
    parts: list[Child] = [told, " "] if told else []
    return Line(words.say("So it was agreed"), AGREED if is_card else DATES, [*parts, *until])


def so_far(now: Standing, run: Reading) -> Line:
    """Return how an action stands, which of its steps are done, and of when the news is."""
    words = run.words
    done = f" {words.say('Steps')}: {steps_sentence(now, words)}" if now.milestone_count else ""
    news = [" ", words.say("Last news:"), " ", day(now.stated_on, words), "."] if now.stated_on else []
    return Line(
        words.say("So far"), SO_FAR, [block("b", words.say(HEADLINES[now.headline]), "."), done, *news]
    )
