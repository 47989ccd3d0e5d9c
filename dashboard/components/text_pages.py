"""Pages that are all words: a title, then sections of paragraphs and lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.blocks import Block, block
from dashboard.components.context import Reading
from dashboard.components.rounds import steering_group


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its paragraphs, and the points of a list under them; all are messages."""

    title: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()


def show_text_page(run: Reading, key: str, title: str, sections: Sequence[Section], **values: str) -> None:
    """Show a statement, its messages translated and its values filled in."""
    built = [part for section in sections for part in _section(run, section, values)]
    run.show(key, block("h1", run.words.say(title)), *built)


def _section(run: Reading, section: Section, values: dict[str, str]) -> list[Block]:
    say = run.words.say
    points = [block("li", say(point, **values)) for point in section.points]
    return [
        block("h2", say(section.title)),
        *(block("p", say(paragraph, **values)) for paragraph in section.paragraphs),
        *([block("ul", *points, kind="plain")] if points else []),
    ]


def contact(run: Reading, address: str) -> str:
    """Return where to ask: the deployment's address, else the steering group's meetings."""
    return address or run.words.say("Any meeting of {group}", group=steering_group(run))
