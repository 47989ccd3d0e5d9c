"""What the parties say of an action: one view in words, or several side by side, none above the other."""

from collections.abc import Sequence

from dashboard.components.blocks import Block, Child, block, day, in_its_language, outside_link
from dashboard.components.context import Reading
from dashboard.components.parties import name_place, party_name
from dashboard.locale.translator import Words
from dashboard.locale.vocabulary import RATINGS, STAGES
from dashboard.queries.actions import Standing, View


def standing_word(stage: str, rating: str | None, words: Words) -> str:
    """Return a view in a word: its rating while in progress, else its stage."""
    return words.say(RATINGS[rating] if rating else STAGES[stage])


def view_boxes(views: Sequence[View], run: Reading) -> Block:
    """Return what each party says, in equal boxes in the order of their names."""
    parties = run.book.partners
    ordered = sorted(views, key=lambda view: name_place(parties.get(view.party_id), run.words))
    return block("div", *(_view_box(view, run) for view in ordered), kind="views")


def _view_box(view: View, run: Reading) -> Block:
    words = run.words
    return block(
        "section",
        block("h3", party_name(view.party_id, run.book.partners, words)),
        block("p", day(view.stated_on, words), kind="quiet"),
        block(
            "p",
            block("strong", standing_word(view.stage, view.rating, words) + "."),
            " ",
            in_its_language(words.quote(view.words, view.words_language), words),
        ),
        _reply(view, words),
        kind="view",
    )


def _reply(view: View, words: Words) -> Block | None:
    """Return until when a reply is invited, and whether one has come."""
    if view.reply_invited_until is None:
        return None
    if view.has_reply:
        return block("p", words.say("The lead partner has replied."), kind="quiet")
    invited = words.say("Reply invited until {day}; no reply yet.", day=words.day(view.reply_invited_until))
    return block("p", invited, kind="quiet")


def settling(views: Sequence[View], words: Words) -> list[Block]:
    """Return what would settle a difference, and when it is looked at again."""
    return [
        block(
            "p",
            *_labelled(
                words.say("What would settle it:"),
                in_its_language(words.quote(view.what_would_settle, view.words_language), words),
            ),
            *_labelled(words.say("We look again on"), day(view.look_again_on, words)),
            kind="quiet",
        )
        for view in views
        if view.what_would_settle or view.look_again_on
    ]


def latest_words(standing: Standing, views: Sequence[View], run: Reading) -> list[Block | None]:
    """Return what the agreed party last said, in a set order: plain words, what happened, why, what next.

    Where nothing is agreed yet, what others say instead, if there are any.
    """
    words = run.words
    party = party_name(standing.agreed_party_id, run.book.partners, words)
    plain, happened, reason, following = (
        in_its_language(words.quote(text, standing.words_language), words)
        for text in (standing.in_plain_words, standing.what_happened, standing.reason, standing.next_step)
    )
    if party is None and views:
        nothing = words.say("No report has been agreed yet. This is what others have said:")
        return [block("p", nothing), view_boxes(views, run)]
    if party is None or standing.stated_on is None:
        return [block("p", words.say("Nobody has reported on this action yet."))]
    return [
        block("h2", words.say("What was last reported")),
        block("p", party, ", ", day(standing.stated_on, words), kind="quiet"),
        block("p", block("strong", plain)) if plain else None,
        block("p", happened) if happened else None,
        block("p", *_labelled(words.say("Why:"), reason)) if reason else None,
        block("p", *_labelled(words.say("What happens next:"), following)) if following else None,
        block("p", evidence(standing, run)) if standing.evidence_url else None,
    ]


def evidence(standing: Standing, run: Reading) -> Block | None:
    """Return the way to the evidence that a round's report names."""
    if standing.evidence_url is None:
        return None
    name = run.book.round_name(standing.round_id, run.words)
    return outside_link(run.words.say("Evidence"), standing.evidence_url, name)


def _labelled(label: str, value: Block | None) -> list[Child]:
    return [] if value is None else [block("strong", label), " ", value, " "]
