"""One action as the group looks at it: both views, then everything that there is to know about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.components.action_history import history
from dashboard.components.action_parts import dates, fact_table, moves, steps, steps_sentence
from dashboard.components.action_views import latest_words, settling, view_boxes
from dashboard.components.blocks import Block, Child, block, day, folded, heading, link, named, pill
from dashboard.components.context import Reading
from dashboard.components.listening_parts import counted, topic_name
from dashboard.components.parties import party_name
from dashboard.components.sources import source_table
from dashboard.locale.vocabulary import DESTINATIONS, RULES
from dashboard.queries.actions import Action, Milestone, Standing, Supporter, View, action, supporters
from dashboard.queries.listening import Listening, Topic, listening, topics
from dashboard.queries.meeting import Reason, milestones_of, reason_of, standings_of, views_of
from dashboard.queries.plan import themes
from dashboard.queries.sources import Source, sources
from dashboard.queries.workspace import opened_build
from dashboard.workspace.frame import whose
from dashboard.workspace.parts.agenda_list import CHOSEN, name_of
from dashboard.workspace.visit import Visit
from pipelines.workspace import Build, Point, agenda_words


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that a build knows of an action in a round."""

    action: Action | None
    past: tuple[Standing, ...]
    views: tuple[View, ...]
    milestones: tuple[Milestone, ...]
    reason: Reason | None
    sources: tuple[Source, ...]
    supporters: tuple[Supporter, ...]
    topics: tuple[Topic, ...]
    heard: Listening


@lru_cache(maxsize=256)
def known_of(build: Build, round_id: str, action_id: str) -> Known:
    """Return what a build knows of an action; a build never changes, so it is asked once."""
    cursor = opened_build(build.file).cursor()
    return Known(
        action(cursor, action_id),
        standings_of(cursor, action_id, round_id),
        views_of(cursor, action_id, round_id),
        milestones_of(cursor, action_id, round_id),
        reason_of(cursor, action_id, round_id),
        sources(cursor, action_id, round_id),
        supporters(cursor, action_id),
        tuple(topic for topic in topics(cursor) if action_id in topic.actions),
        listening(cursor),
    )


def action_sheet(run: Visit, shown: Reading, point: Point, place: str) -> list[Block | None]:
    """Return an action in the round that is read: whose it is, what is said of it, and what is behind it."""
    round_id, words = shown.book.round.round_id, run.words
    facts = known_of(run.desk.build(), round_id, point.action_id)
    found, past, views = facts.action, facts.past, facts.views
    if found is None or not past:
        return [heading(CHOSEN, name_of(point, words))]
    now, live = past[0], [view for view in views if view.round_id == round_id]
    told = agenda_words(words.lang)
    reasons = [told.meanings[code] for code in point.reasons if code != "to_look_at"]
    reasons += [told.issues.get(issue, issue) for issue in point.issues]
    is_contested = now.headline == "seen_differently"
    said = (
        [view_boxes(live, shown), *settling(live, words)] if is_contested else latest_words(now, live, shown)
    )
    return [
        block("p", *_whose(run, shown, found, place), kind="quiet"),
        heading(CHOSEN, name_of(point, words)),
        block("p", pill(point.headline, words)),
        block("ul", *(block("li", reason) for reason in reasons), kind="plain reasons") if reasons else None,
        *said,
        block("p", *_in_short(shown, found, now, facts.heard), kind="quiet"),
        folded(
            words.say("Everything about this action"),
            *why(shown, facts.reason),
            *steps(now, facts.milestones, words),
            block("h3", words.say("Who and when")),
            dates(found, now, words),
            *_asked_for(run, shown, facts.topics, facts.heard, point.action_id),
            block("h3", words.say(shown.book.rhythm.one_by_one)),
            history(past, views, (), shown),
            source_table(facts.sources, shown),
            kind="folded everything",
        ),
    ]


def why(shown: Reading, reason: Reason | None) -> list[Block]:
    """Return why a headline is what it is: the rule that decided, in words, and what it rests on."""
    if reason is None:
        return []
    words = shown.words
    freshness = (
        words.count(
            "The lead's last word counts from {day}, {count} day before; it is too old after {most} days.",
            "The lead's last word counts from {day}, {count} days before; it is too old after {most} days.",
            reason.days_since_confirmed or 0,
            day=words.day(reason.confirmed_on),
            most=words.number(reason.ageing_after_days),
        )
        if reason.confirmed_on
        else words.say("No lead has ever reported on it.")
    )
    rows: dict[str, list[Child]] = {
        words.say("Because"): [block("strong", words.say(RULES[reason.headline_rule]))],
        words.say("As it stood on"): [day(reason.moment_on, words)],
        words.say("Whose view is agreed"): [
            party_name(reason.agreed_party_id, shown.book.partners, words),
            *([", ", day(reason.stated_on, words)] if reason.stated_on else []),
        ],
        words.say("How fresh the news is"): [freshness],
    }
    return [block("h3", words.say("Why it says so")), fact_table(rows)]


def _whose(run: Visit, shown: Reading, found: Action, place: str) -> list[Child]:
    words = shown.words
    theme = next(each for each in themes(shown.book.cursor) if each.theme_id == found.theme_id)
    led = (
        [" · ", words.say("led by {who}", who=whose(run, found.lead_partner_id))]
        if found.lead_partner_id
        else []
    )
    return [f"{place} · " if place else "", named(theme.name_en, theme.name_cy, words), *led]


def _in_short(shown: Reading, found: Action, now: Standing, heard: Listening) -> list[Child]:
    words = shown.words
    told: list[Child] = [steps_sentence(now, words), " "] if now.milestone_count else []
    if now.agreed_finish_on:
        told += [words.say("Agreed finish:"), " ", day(now.agreed_finish_on, words), ", "]
        told += [moves(now.finish_moved_count, words), ". "]
    if found.comment_count:
        what = counted(found.comment_count, heard, words)
        told += [words.say("{what} asked for it.", what=what)]
    return told


def _asked_for(
    run: Visit, shown: Reading, answered: Sequence[Topic], heard: Listening, action_id: str
) -> list[Block]:
    words = shown.words
    if not answered:
        return []
    items = [
        block(
            "li",
            topic_name(topic, words),
            ": ",
            counted(topic.comment_count, heard, words),
            f". {words.say(DESTINATIONS[topic.destination])}.",
        )
        for topic in answered
    ]
    quotes = link(words.say("Quotes to choose from"), "quotes", run.state(action=action_id))
    title = block("h3", words.say("What people asked for"))
    return [title, block("ul", *items, kind="plain"), block("p", quotes)]
