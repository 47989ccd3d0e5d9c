"""Which round is shown, who agreed it, when the next news comes, and the way to other rounds."""

from dashboard.components.blocks import Block, block, folded, link
from dashboard.components.context import Reading
from dashboard.locale.translator import Words

ARTICLES = {"en": "The ", "cy": "Y "}


def agreed_line(run: Reading) -> Block:
    """Return who agreed the figures, for which round, and the date of the next ones."""
    return block("p", agreed(run), kind="quiet")


def agreed(run: Reading) -> str:
    """Return the words of that line."""
    words, book = run.words, run.book
    next_round = book.next_news
    signed = book.sign_offs.get(book.round.round_id)
    if signed:
        said = words.say(
            "As agreed by {group} on {day}, for {round}.",
            group=steering_group(run),
            day=words.day(signed.signed_off_on),
            round=run.round_name,
        )
    else:
        day = words.day(book.round.publish_on)
        said = words.say("Published on {day}, for {round}.", day=day, round=run.round_name)
    news = words.say("Next news: {day}.", day=words.day(next_round.publish_on)) if next_round else ""
    return f"{said} {news}".strip()


def other_rounds(run: Reading, page: str, **kept: str | None) -> Block | None:
    """Return the way to the other published rounds of a page, folded up; None where there is no other."""
    title = run.words.say(run.book.rhythm.another)
    return round_choice(run, page, title, run.book.round.round_id, "round", **kept)


def round_choice(
    run: Reading, page: str, title: str, shown: str, part: str, **kept: str | None
) -> Block | None:
    """Return links to a page with each published round in one part of its address, newest first; if any."""
    ways = {
        found.round_id: run.state(**(kept | {part: found.round_id})) for found in reversed(run.book.released)
    }
    items = [
        block(
            "li",
            link(
                run.book.round_name(round_id, run.words),
                page,
                state,
                aria_current="true" if round_id == shown else None,
            ),
        )
        for round_id, state in ways.items()
        if run.medium.leads_to(page, state)
    ]
    return folded(title, block("ul", *items), kind="choice") if len(items) > 1 else None


def steering_group(run: Reading) -> str:
    """Return the name of the plan's steering group, as it stands inside a sentence."""
    plan = run.published.plan if run.published else None
    name = run.words.pick(plan.steering_group_en, plan.steering_group_cy) if plan else None
    return mid_sentence(name.text, run.words) if name else run.words.say("the steering group")


def mid_sentence(name: str, words: Words) -> str:
    """Return a name as it stands inside a sentence: its article small."""
    article = ARTICLES[words.lang]
    return name[0].lower() + name[1:] if name.startswith(article) else name
