"""The parts of the page about the figures."""

from collections.abc import Mapping, Sequence

from dashboard.components.action_parts import fact_table
from dashboard.components.blocks import Block, Child, block, day, file_link, folded, heading, named, pill
from dashboard.components.context import Reading
from dashboard.components.rounds import steering_group
from dashboard.components.summary import confirmed
from dashboard.components.tables import cell, scrolling
from dashboard.locale.translator import draft_count, mark
from dashboard.locale.vocabulary import (
    FELT_ANSWERS,
    FRESHNESS,
    HEADLINES,
    METRICS,
    MILESTONE_STATES,
    OUTCOMES,
    RATINGS,
    ROLES,
    STAGES,
    named_in,
)
from dashboard.queries.counts import Counts
from dashboard.queries.definitions import Definition, definitions
from dashboard.queries.plan import Round

KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "headline": (mark("What each status means"), HEADLINES),
    "stage": (mark("Stages of an action"), STAGES),
    "rating": (mark("Ratings while an action is in progress"), RATINGS),
    "freshness": (mark("How fresh the news is"), FRESHNESS),
    "milestone_state": (mark("Steps of an action"), MILESTONE_STATES),
    "outcome": (mark("What became of what people said"), OUTCOMES),
    "felt_answer": (mark("What people at events answered"), FELT_ANSWERS),
    "metric": (mark("What is counted"), METRICS),
}
CALENDAR_COLUMNS = (mark("Partners report by"), mark("Reviewed on"), mark("Published on"))


def strengths(run: Reading, counts: Counts) -> list[Block]:
    """Return how far to trust the figures, and how many actions were confirmed (conventions T3, T4, T16)."""
    words = run.words
    points = (
        words.say(
            "Partners say themselves how their actions stand; it is reviewed by {group}.",
            group=steering_group(run),
        ),
        words.say("Where the two see an action differently, both views are shown and neither is changed."),
        words.say("An action whose lead partner is silent is never counted as on track."),
        words.say("A status says whether the work will be delivered, not what it changes for residents."),
        words.say("This is management information, not official statistics."),
    )
    return [
        heading("trust", words.say("How far to trust them")),
        block("p", block("strong", confirmed(counts, words, run.round_name))),
        block("ul", *(block("li", point) for point in points), kind="plain"),
    ]


def definition_tables(run: Reading) -> list[Block]:
    """Return what each code means, a table per vocabulary."""
    found = definitions(run.book.cursor)
    built: list[Block] = [heading("definitions", run.words.say("Definitions")), thresholds(run)]
    for kind, (title, labels) in KINDS.items():
        rows = [row for row in found if row.kind == kind and row.code in labels]
        if rows:
            built += [block("h3", run.words.say(title)), _definitions(run, rows, labels)]
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


def thresholds(run: Reading) -> Block:
    """Return this plan's own numbers in the definitions."""
    words, plan = run.words, run.book.plan
    points = [
        words.count(
            "An action has no recent news when its lead partner has been silent for more than {count} day.",
            "An action has no recent news when its lead partner has been silent for more than {count} days.",
            plan.ageing_after_days,
        ),
        words.say(
            "A finish that is forecast more than 31 days after the agreed one makes an action delayed."
        ),
    ]
    if plan.reply_working_days:
        points.append(
            words.count(
                "A partner is invited to reply to another view within {count} working day.",
                "A partner is invited to reply to another view within {count} working days.",
                plan.reply_working_days,
            )
        )
    return block("ul", *(block("li", point) for point in points), kind="plain")


def calendar(run: Reading) -> list[Block]:
    """Return the rounds to come and their dates, and those before, folded up (conventions T7, T10)."""
    words = run.words
    title, before = words.say("When figures are published"), words.say("Earlier rounds")
    coming = run.book.to_come
    past = [found for found in reversed(run.book.rounds) if found not in coming]
    return [
        heading("calendar", title),
        scrolling(_dates(coming, run), title)
        if coming
        else block("p", words.say("No date has been set for the next round yet.")),
        folded(before, scrolling(_dates(past, run), before)),
    ]


def _dates(rounds: Sequence[Round], run: Reading) -> Block:
    words = run.words
    head = block(
        "tr",
        *(block("th", words.say(title), scope="col") for title in (run.book.rhythm.one, *CALENDAR_COLUMNS)),
    )
    rows = [
        block(
            "tr",
            block("th", run.book.round_name(found.round_id, words), scope="row"),
            *(
                cell(day(value, words), words.say(column))
                for value, column in zip(
                    (found.due_on, found.review_on, found.publish_on), CALENDAR_COLUMNS, strict=True
                )
            ),
        )
        for found in rounds
    ]
    return block("table", block("thead", head), block("tbody", *rows), kind="stacked")


def provenance(run: Reading) -> list[Block]:
    """Return which release this is, who signed it off, and what it was made from (conventions T5, T13)."""
    words, release = run.words, run.book.release
    signed = run.book.sign_offs.get(run.book.round.round_id)
    made = file_link("release.json", f"{release.release_id}/release.json", words.say("Release"))
    rows: dict[str, list[Child]] = {
        words.say("Release"): [release.release_id],
        words.say("Published on"): [day(run.book.day_of(release.published_at), words)],
        words.say("Figures as at"): [day(release.as_of, words)],
        words.say("Round closed on"): [day(signed.closed_on, words) if signed else None],
        words.say("Signed off on"): [day(signed.signed_off_on, words) if signed else words.say("Not yet")],
        words.say("Signed off by"): [named_in(ROLES, signed.role, words) if signed else None],
        words.say("Corrections"): [corrected(release.revision, run)],
        words.say("Build"): [release.build_id],
        words.say("Version of the software"): [release.code_version],
        words.say("What it was made from"): [
            words.say("Every receipt and its checksum, and a checksum of every table:"),
            " ",
            made,
        ],
    }
    return [heading("sources", words.say("Where they come from")), fact_table(rows)]


def corrected(revision: int, run: Reading) -> str:
    """Return how often this round's figures were corrected."""
    if revision <= 1:
        return run.words.say("None so far")
    return run.words.count("Corrected once", "Corrected {count} times", revision - 1)


def draft_note(run: Reading) -> list[Block]:
    """Return how many Welsh words are drafts, if the plan speaks it; none is passed off as more (W13)."""
    words = run.words
    if "cy" not in words.languages:
        return []
    drafts, messages = draft_count("cy")
    note = words.say(
        "{drafts} of the {messages} Welsh texts here are drafts that no translator has checked yet.",
        drafts=words.number(drafts),
        messages=words.number(messages),
    )
    return [heading("welsh", words.say("The Welsh words")), block("p", note)]
