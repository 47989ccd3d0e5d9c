"""Sign-off: which lines are signed, what stops it and what does not, the signature, publishing."""

from collections.abc import Sequence
from functools import lru_cache

from dashboard.components.blocks import (
    Block,
    Child,
    block,
    day,
    folded,
    in_its_language,
    link,
    pill,
    sentence,
)
from dashboard.components.context import Reading
from dashboard.components.summary import large_numbers
from dashboard.components.tables import cell, scrolling
from dashboard.locale.numbers import action_number
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.counts import plan_counts
from dashboard.queries.meeting import Line, lines_of
from dashboard.queries.workspace import opened_build
from dashboard.workspace.frame import steering_group
from dashboard.workspace.parts.correct import correct
from dashboard.workspace.parts.figures import figures
from dashboard.workspace.parts.previewed import would_be
from dashboard.workspace.parts.recorded import show_recorded
from dashboard.workspace.parts.round_head import opened
from dashboard.workspace.parts.signing import changed_since, close_if_open, is_pressed, publish_or_wait, sign
from dashboard.workspace.parts.stops import not_stopping, stopping, stopping_after
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import Build, Meeting, Round, Sheet


def sign_off_page(run: Visit) -> None:
    """Show what a sign-off of the round covers, and sign it."""
    found = opened(run)
    if found is None:
        return
    meeting, standing, agenda = found
    sheet = meeting.sheet(standing.round_id)
    shown = figures(run, sheet.build, standing.round_id)
    lines = _lines_of(sheet.build, standing.round_id)
    _lines(run, shown, standing, sheet, lines)
    if not standing.is_locked:
        made = would_be(run, meeting, standing)
        run.show(
            "stops",
            block("h2", run.words.say("Before it can be signed")),
            *stopping(run, sheet),
            *(stopping_after(run, made) if made else ()),
            *not_stopping(run, meeting, agenda),
        )
    _sign(run, meeting, standing, sheet, lines)
    show_recorded(run, meeting)


@lru_cache(maxsize=8)
def _lines_of(build: Build, round_id: str) -> tuple[Line, ...]:
    """Return the lines of a round of a build, which never changes."""
    return lines_of(opened_build(build.file).cursor(), round_id)


def _sign(run: Visit, meeting: Meeting, standing: Round, sheet: Sheet, lines: Sequence[Line]) -> None:
    if standing.is_locked:
        if is_pressed():
            changed_since(run)
        publish_or_wait(run, meeting, standing)
        if meeting.may("correct"):
            signed = {
                line.action_id: f"{_name(run, line)}: {run.words.say(HEADLINES[line.headline])}"
                for line in lines
            }
            correct(run, meeting, standing, signed)
    elif meeting.may("sign_off"):
        sign(run, meeting, standing, sheet)
    else:
        told = run.words.say(
            "It is signed by the chair of {group}.", group=steering_group(run.desk, run.words)
        )
        run.show("who-signs", block("h2", run.words.say("Sign")), block("p", told))
        close_if_open(run, meeting, standing, sheet)


def _lines(run: Visit, shown: Reading, standing: Round, sheet: Sheet, lines: Sequence[Line]) -> None:
    words, say = run.words, run.words.say
    previous = shown.book.previous
    lead = (
        words.count(
            "This is what was signed: **{count} line**, and nothing else.",
            "This is what was signed: **{count} lines**, and nothing else.",
            len(lines),
        )
        if standing.is_locked
        else words.count(
            "You are signing **this {count} line** and nothing else. "
            "What changes after this has to be corrected in public.",
            "You are signing **these {count} lines** and nothing else. "
            "What changes after this has to be corrected in public.",
            len(lines),
        )
    )
    preview = link(say("See the public pages as they would be"), "preview", run.state())
    since = (
        folded(
            say("What changed since {round}", round=run.round_name(previous.round_id)),
            _changed(run, lines),
        )
        if previous
        else None
    )
    run.show(
        "sign-off",
        block("h1", say("Sign off {round}", round=run.round_name(standing.round_id))),
        block("p", *sentence(lead), kind="lead"),
        large_numbers(plan_counts(shown.book.cursor, standing.round_id), words),
        block("p", *_moved(run, lines), " ", preview),
        folded(say("All the lines"), _table(run, lines)),
        since,
        folded(say("And the tables beside them"), *_tables(run, sheet)),
    )


def _moved(run: Visit, lines: Sequence[Line]) -> list[Child]:
    number = run.words.number
    by_change = {
        name: sum(line.change == name for line in lines) for name in ("better", "worse", "newly_confirmed")
    }
    told = run.words.say(
        "Since the round before: {better} better, {worse} worse, {confirmed} with news again, "
        "{same} as they were.",
        better=number(by_change["better"]),
        worse=number(by_change["worse"]),
        confirmed=number(by_change["newly_confirmed"]),
        same=number(len(lines) - sum(by_change.values())),
    )
    return [told]


def _changed(run: Visit, lines: Sequence[Line]) -> Block:
    """Return the actions whose headline has changed, in plan order, with the way to each on the agenda."""
    words = run.words
    items = [
        block(
            "li",
            link(_name(run, line), "round", run.state(on=line.action_id)),
            f": {words.say(HEADLINES[line.previous_headline])} → ",
            block("strong", words.say(HEADLINES[line.headline])),
        )
        for line in lines
        if line.previous_headline and line.previous_headline != line.headline
    ]
    if not items:
        return block("p", words.say("No action changed its status."))
    return block("ul", *items, kind="plain")


def _name(run: Visit, line: Line) -> str:
    title = run.words.pick(line.title_en, line.title_cy)
    number = action_number(line.action_id, line.position, run.words)
    return f"{number} {title.text if title else run.words.say('title not yet entered')}"


def _table(run: Visit, lines: Sequence[Line]) -> Block:
    words, say = run.words, run.words.say
    columns = (say("Action"), say("Status"), say("In plain words"), say("Agreed finish"))
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    rows = []
    for line in lines:
        rows.append(
            block(
                "tr",
                block("th", _name(run, line), scope="row"),
                cell(pill(line.headline, words), columns[1]),
                cell(
                    in_its_language(words.quote(line.in_plain_words, line.words_language), words), columns[2]
                ),
                cell(day(line.agreed_finish_on, words), columns[3]),
            )
        )
    table = block("table", block("thead", head), block("tbody", *rows), kind="lines stacked")
    return scrolling(table, say("All the lines"))


def _tables(run: Visit, sheet: Sheet) -> list[Block]:
    """Return how many rows of each table the signature covers, and the fingerprint of them all."""
    words, say = run.words, run.words.say
    rows = [
        block(
            "tr", block("th", name, scope="row", kind="code"), block("td", words.number(content["row_count"]))
        )
        for name, content in sheet.covered.tables.items()
    ]
    fingerprint = block("span", sheet.covered.sha256, kind="code")
    return [
        block("table", block("tbody", *rows), kind="facts"),
        block("p", say("The fingerprint of them all (SHA-256):"), " ", fingerprint, kind="quiet"),
    ]


sign_off_page(visit())
