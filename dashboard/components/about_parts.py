"""The parts of the page about the figures."""

from collections.abc import Mapping

from dashboard.components.action_parts import fact_table
from dashboard.components.blocks import Block, Child, block, day, named, pill
from dashboard.components.context import Reading
from dashboard.components.tables import scrolling
from dashboard.locale.translator import draft_count, mark
from dashboard.locale.vocabulary import FRESHNESS, HEADLINES, METRICS, MILESTONE_STATES, RATINGS, STAGES
from dashboard.queries.counts import Counts
from dashboard.queries.definitions import Definition, definitions

KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "headline": (mark("What each status means"), HEADLINES),
    "stage": (mark("Stages of an action"), STAGES),
    "rating": (mark("Ratings while an action is in progress"), RATINGS),
    "freshness": (mark("How fresh the news is"), FRESHNESS),
    "milestone_state": (mark("Steps of an action"), MILESTONE_STATES),
    "metric": (mark("What is counted"), METRICS),
}
CALENDAR_COLUMNS = (mark("Month"), mark("Partners report by"), mark("Reviewed on"), mark("Published on"))


def strengths(run: Reading, counts: Counts) -> list[Block]:
    """Return how far to trust the figures, and how many actions were confirmed (conventions T3, T4, T16)."""
    words = run.words
    confirmed = words.count(
        "{count} of {total} actions was confirmed by its lead partner in {month}.",
        "{count} of {total} actions were confirmed by their lead partners in {month}.",
        counts.confirmed_count,
        total=words.number(counts.action_count),
        month=words.month(run.book.round.round_id),
    )
    points = (
        words.say(
            "Partners say themselves how their actions stand; the Community Steering Group reviews it."
        ),
        words.say("Where the two see an action differently, both views are shown and neither is changed."),
        words.say("An action whose lead partner is silent is never counted as on track."),
        words.say("A status says whether the work will be delivered, not what it changes for residents."),
        words.say("This is management information, not official statistics."),
    )
    return [
        block("h2", words.say("How far to trust them")),
        block("p", block("strong", confirmed)),
        block("ul", *(block("li", point) for point in points), kind="plain"),
    ]


def definition_tables(run: Reading) -> list[Block]:
    """Return what each code means, a table per vocabulary."""
    found = definitions(run.book.cursor)
    built: list[Block] = []
    for kind, (title, labels) in KINDS.items():
        rows = [row for row in found if row.kind == kind and row.code in labels]
        if rows:
            built += [block("h2", run.words.say(title)), _definitions(run, rows, labels)]
    return built


def _definitions(run: Reading, rows: list[Definition], labels: Mapping[str, str]) -> Block:
    words = run.words
    lines = [
        block(
            "tr",
            block(
                "th",
                pill(row.code, words) if row.kind == "headline" else words.say(labels[row.code]),
                scope="row",
            ),
            block("td", named(row.definition_en, row.definition_cy, words)),
        )
        for row in rows
    ]
    return block("table", block("tbody", *lines), kind="facts")


def calendar(run: Reading) -> list[Block]:
    """Return the rounds and their dates, those to come first (conventions T7, T10)."""
    words = run.words
    head = block("tr", *(block("th", words.say(title), scope="col") for title in CALENDAR_COLUMNS))
    rows = [
        block(
            "tr",
            block("th", words.month(found.round_id), scope="row"),
            *(block("td", day(value, words)) for value in (found.due_on, found.review_on, found.publish_on)),
        )
        for found in reversed(run.book.rounds)
    ]
    table = block("table", block("thead", head), block("tbody", *rows), kind="calendar")
    title = words.say("When figures are published")
    return [block("h2", title), scrolling(table, title)]


def provenance(run: Reading) -> list[Block]:
    """Return which release this is and what it was made from (conventions T5, T13)."""
    words, release = run.words, run.book.release
    rows: dict[str, list[Child]] = {
        words.say("Release"): [release.release_id],
        words.say("Published on"): [day(release.published_at.date(), words)],
        words.say("Figures as at"): [day(release.as_of, words)],
        words.say("Build"): [release.build_id],
        words.say("Corrections"): [corrections(release.revision, run)],
        words.say("Agreed by the steering group"): [
            words.say("Yes") if release.is_signed_off else words.say("Not yet")
        ],
    }
    return [block("h2", words.say("Where they come from")), fact_table(rows)]


def corrections(revision: int, run: Reading) -> str:
    """Return how often this round's figures were corrected."""
    if revision <= 1:
        return run.words.say("None so far")
    return run.words.count("Corrected once", "Corrected {count} times", revision - 1)


def draft_note(run: Reading) -> list[Block]:
    """Return how many Welsh words are drafts; none is passed off as more (conventions W13)."""
    words = run.words
    drafts, messages = draft_count("cy")
    note = words.say(
        "{drafts} of the {messages} Welsh texts here are drafts that no translator has checked yet.",
        drafts=words.number(drafts),
        messages=words.number(messages),
    )
    return [block("h2", words.say("The Welsh words")), block("p", note)]
