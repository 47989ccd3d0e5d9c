"""An action round by round: what changed in each, and where nothing did, whether somebody said so."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.components.action_views import evidence, standing_word
from dashboard.components.blocks import Block, Child, block, in_its_language
from dashboard.components.context import Reading
from dashboard.components.corrections import revised_mark
from dashboard.components.parties import party_name
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import Standing, View
from dashboard.queries.revisions import Revision


def history(
    standings: Sequence[Standing], views: Sequence[View], revised: Sequence[Revision], run: Reading
) -> Block:
    """Return the rounds, newest first: the headline, what was new in it, and the evidence."""
    rows = []
    for standing, before in pairwise([*standings, None]):
        if standing is None:
            break
        mine = [view for view in views if view.round_id == standing.round_id]
        mark = revised_mark([one for one in revised if one.round_id == standing.round_id], run)
        rows.append(_round(standing, before, mine, mark, run))
    return block("table", block("tbody", *rows), kind="history")


def _round(
    standing: Standing, before: Standing | None, views: Sequence[View], mark: Block | None, run: Reading
) -> Block:
    words = run.words
    told: list[Child] = [block("strong", words.say(HEADLINES[standing.headline]) + ". ")]
    if not all(view.is_agreed for view in views):
        for view in views:
            name = party_name(view.party_id, run.book.partners, words)
            told += [name, f": {standing_word(view.stage, view.rating, words).lower()}. "]
    told += [_news(standing, before, run), *_moved(standing, before, words)]
    if mark:
        told += [" ", mark]
    return block(
        "tr",
        block("th", run.book.round_name(standing.round_id, words), scope="row"),
        block("td", *told),
        block("td", evidence(standing, run) if _is_new(standing, before) else None),
    )


def _is_new(standing: Standing, before: Standing | None) -> bool:
    """Return whether the lead said something in this round that it had not said in the one before."""
    return before is None or (standing.stated_on, standing.in_plain_words) != (
        before.stated_on,
        before.in_plain_words,
    )


def _news(standing: Standing, before: Standing | None, run: Reading) -> Block | str | None:
    words = run.words
    if standing.stated_on is None:
        return None
    if _is_new(standing, before):
        return in_its_language(words.quote(standing.in_plain_words, standing.words_language), words)
    if standing.freshness == "confirmed":
        return words.say("Confirmed: nothing new.")
    return words.say(run.book.rhythm.no_report)


def _moved(standing: Standing, before: Standing | None, words: Words) -> list[Child]:
    """Return how the agreed finish moved, and how many steps were newly done."""
    told: list[Child] = []
    if before and before.agreed_finish_on and standing.agreed_finish_on != before.agreed_finish_on:
        text = words.say(
            "The agreed finish moved from {was} to {now}.",
            was=words.day(before.agreed_finish_on),
            now=words.day(standing.agreed_finish_on) if standing.agreed_finish_on else words.say("nothing"),
        )
        told += [" ", text]
    if before and standing.milestone_done_count > before.milestone_done_count:
        text = words.say(
            "Steps done: {done} of {total}.",
            done=words.number(standing.milestone_done_count),
            total=words.number(standing.milestone_count),
        )
        told += [" ", text]
    return told
