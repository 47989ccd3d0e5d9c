"""The agenda as a list of links: its parts in their order, and what was dealt with already."""

from collections.abc import Collection
from datetime import UTC

from dashboard.components.blocks import Block, Child, block, folded, link
from dashboard.locale.numbers import action_number
from dashboard.locale.translator import TextInLanguage, Words
from dashboard.locale.vocabulary import HEADLINES
from dashboard.workspace.frame import whose
from dashboard.workspace.visit import Visit
from pipelines.workspace import Agenda, AgendaWords, LateReturn, Part, Point, agenda_words

CHOSEN = "chosen"
"""The heading of what is chosen on the agenda: following a link leads there."""


def subjects(agenda: Agenda) -> list[str]:
    """Return what stands on an agenda, in its order: actions, and receipts of late returns."""
    return [subject for part in agenda.parts for subject in _subjects(part)]


def agenda_list(run: Visit, agenda: Agenda, chosen: str | None, dealt: Collection[str]) -> list[Block | None]:
    """Return the agenda's parts that hold anything, each with its meaning, then the rest, folded up."""
    words, told = run.words, agenda_words(run.words.lang)
    waiting = subjects(agenda)
    done = sum(subject in dealt for subject in waiting)
    progress = words.say(
        "{done} of {total} dealt with.", done=words.number(done), total=words.number(len(waiting))
    )
    rest = block("ul", *(_point(run, point, told, chosen, dealt) for point in agenda.rest), kind="agenda")
    return [
        *(_part(run, part, told, chosen, dealt) for part in agenda.parts if part.count),
        block("p", progress, kind="quiet") if waiting else None,
        folded(words.say("Why in this order"), block("p", told.order, kind="quiet")),
        folded(f"{told.rest} ({words.number(len(agenda.rest))})", rest),
    ]


def name_of(point: Point, words: Words) -> str:
    """Return what an action is called in a line."""
    return f"{number_of(point, words)} {title_of(point, words).text}"


def number_of(point: Point, words: Words) -> str:
    """Return an action's number as the reader's language writes it."""
    return action_number(point.action_id, point.position, words)


def title_of(point: Point, words: Words) -> TextInLanguage:
    """Return an action's title."""
    return words.pick(point.title_en, point.title_cy) or TextInLanguage(
        words.say("title not yet entered"), words.lang
    )


def late_title(run: Visit, late: LateReturn) -> str:
    """Return what a late return is called in a line."""
    return run.words.say(
        "The return of {who}, {moment}",
        who=whose(run, late.partner_id),
        moment=run.words.moment(late.received_at.replace(tzinfo=UTC), run.desk.zone()),
    )


def _subjects(part: Part) -> list[str]:
    return [*(point.action_id for point in part.points), *(late.receipt_id for late in part.returns)]


def _part(run: Visit, part: Part, told: AgendaWords, chosen: str | None, dealt: Collection[str]) -> Block:
    items = [_point(run, point, told, chosen, dealt) for point in part.points]
    items += [_item(run, late_title(run, late), late.receipt_id, [], chosen, dealt) for late in part.returns]
    return block(
        "section",
        block(
            "h2", f"{told.titles[part.code]} ({run.words.number(part.count)})", title=told.meanings[part.code]
        ),
        block("ul", *items, kind="agenda"),
        kind="part",
    )


def _point(run: Visit, point: Point, told: AgendaWords, chosen: str | None, dealt: Collection[str]) -> Block:
    words, tags = run.words, _tags(point, told, run.words)
    title = title_of(point, words)
    name = block("span", title.text, lang=None if title.is_translated else title.lang)
    shown = block("span", block("b", number_of(point, words)), " ", name)
    return _item(run, shown, point.action_id, tags, chosen, dealt)


def _item(
    run: Visit, shown: Child, subject: str, tags: list[str], chosen: str | None, dealt: Collection[str]
) -> Block:
    is_dealt = subject in dealt
    marks = [*tags, *([f"✓ {run.words.say('decided')}"] if is_dealt else [])]
    there = link(
        shown,
        "round",
        run.state(on=subject),
        spot=CHOSEN,
        aria_current="true" if subject == chosen else None,
    )
    return block(
        "li",
        there,
        *(block("span", " ", block("small", mark, kind="tag")) for mark in marks),
        kind="dealt" if is_dealt else "",
    )


def _tags(point: Point, told: AgendaWords, words: Words) -> list[str]:
    """Return what is said beside an action: how it changed, and what else it stands for."""
    moved = point.change in ("worse", "better") and point.previous_headline
    changed = [f"{words.say(HEADLINES[moved])} → {words.say(HEADLINES[point.headline])}"] if moved else []
    return [*changed, *(told.titles[code] for code in point.reasons[1:] if code != "worse")]
