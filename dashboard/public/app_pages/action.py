"""One action: what it is, who answers for it, how it stands and who says so, its steps, dates and history."""

from collections.abc import Sequence

from dashboard.components.action_history import history
from dashboard.components.action_parts import crumbs, dates, headline_line, people, standing_facts, steps
from dashboard.components.action_views import latest_words, settling, view_boxes
from dashboard.components.blocks import Block, block, in_its_language, link, named
from dashboard.components.boundary import boundary_card
from dashboard.components.context import Reading, reading
from dashboard.components.corrections import revised_mark
from dashboard.components.felt import felt_line, show_felt
from dashboard.components.indicators import show_indicators
from dashboard.components.listening_sections import said_of_action
from dashboard.components.questions import ASKED, asked_and_answered, asked_line
from dashboard.components.rounds import other_rounds
from dashboard.components.sources import source_table
from dashboard.components.story import (
    AGREED,
    DATES,
    SAID,
    SO_FAR,
    because_people_said,
    part,
    so_far,
    so_it_was_agreed,
    story,
)
from dashboard.locale.numbers import action_number
from dashboard.queries.actions import Action, Standing, View, action, milestones, standings, supporters, views
from dashboard.queries.boundary import boundary
from dashboard.queries.definitions import definitions
from dashboard.queries.plan import themes
from dashboard.queries.revisions import revisions_of_action
from dashboard.queries.sources import sources

LONG = 120
"""From how many letters on a title stands in smaller ones."""


def action_page(run: Reading) -> None:
    """Show the action that the address names."""
    found = action(run.book.cursor, run.address.get("action", ""))
    if found is None:
        _not_found(run)
    else:
        _found(run, found)


def _not_found(run: Reading) -> None:
    say = run.words.say
    run.show(
        "no-action",
        block("h1", say("There is no such action")),
        block("p", link(say("See every action on the overview"), "", run.state()), kind="lead"),
    )


def _found(run: Reading, found: Action) -> None:
    cursor, round_id, words = run.book.cursor, run.book.round.round_id, run.words
    past = standings(cursor, found.action_id, round_id)
    said_so = views(cursor, found.action_id, round_id)
    now, live = past[0], [view for view in said_so if view.round_id == past[0].round_id]
    defined = {(found.kind, found.code): found for found in definitions(cursor)}
    meaning = defined.get(("headline", now.headline))
    definition = named(meaning.definition_en, meaning.definition_cy, words) if meaning else None
    revised = revisions_of_action(cursor, found.action_id, run.book.round.position)
    card = boundary(cursor, found.action_id)
    stands, meant = headline_line(now, definition, run)
    lines = (
        because_people_said(run, found),
        so_it_was_agreed(run, found, now, card),
        so_far(now, run),
        felt_line(run, found.action_id),
        asked_line(run, found.action_id),
    )
    title = words.pick(found.title_en, found.title_cy)
    run.entitle(title.text if title else words.say("Action"))
    run.show(
        "action",
        crumbs(found, _theme_name(run, found), run),
        _title(run, found),
        block("p", named(found.summary_en, found.summary_cy, words), kind="lead"),
        stands,
        story(lines),
        meant,
        revised_mark([one for one in revised if one.round_id == round_id], run),
        _joined(run, found),
        other_rounds(run, "action", action=found.action_id),
        part(SO_FAR, *_what_is_said(run, now, live)),
        block(
            "div",
            part(
                DATES,
                block("h2", words.say("Who and when")),
                people(found, supporters(cursor, found.action_id), run),
                dates(found, now, words),
            ),
            block(
                "section",
                *steps(now, milestones(cursor, found.action_id, round_id), words),
                block("h2", words.say("Where it stands")),
                standing_facts(now, defined, run),
            ),
            kind="columns",
        ),
        part(AGREED, *boundary_card(card, run)),
        part(SAID, *said_of_action(run, found)),
    )
    show_felt(run, found.action_id)
    show_indicators(run, found.action_id)
    run.show(
        "action-history",
        part(ASKED, *asked_and_answered(run, found.action_id)),
        block("h2", words.say(run.book.rhythm.one_by_one)),
        history(past, said_so, revised, run),
        source_table(sources(cursor, found.action_id, round_id), run),
    )


def _what_is_said(run: Reading, now: Standing, live: Sequence[View]) -> list[Block | None]:
    if now.headline == "seen_differently":
        title = block("h2", run.words.say("How it is seen"))
        return [title, view_boxes(live, run), *settling(live, run.words)]
    return latest_words(now, live, run)


def _title(run: Reading, found: Action) -> Block:
    """Return the action's title as the page's heading, in smaller letters where it is long."""
    title = run.words.pick(found.title_en, found.title_cy)
    if title is None:
        return block("h1", run.words.say("An action whose title is not yet entered"))
    return block("h1", in_its_language(title, run.words), kind="long" if len(title.text) > LONG else "")


def _theme_name(run: Reading, found: Action) -> Block | None:
    names = {theme.theme_id: theme for theme in themes(run.book.cursor)}
    theme = names[found.theme_id]
    return named(theme.name_en, theme.name_cy, run.words)


def _joined(run: Reading, found: Action) -> Block | None:
    if found.joined_to is None or found.joined_position is None:
        return None
    number = action_number(found.joined_to, found.joined_position, run.words)
    text = run.words.say("Joined to action {number}", number=number)
    return block("p", link(text, "action", run.state(action=found.joined_to)))


if __name__ == "__main__":
    action_page(reading())
