"""Which round is shown, who agreed it, and when the next news comes."""

from dashboard.components.blocks import Block, block
from dashboard.components.context import Reading
from dashboard.locale.translator import Words

ARTICLES = {"en": "The ", "cy": "Y "}


def agreed_line(run: Reading) -> Block:
    """Return who agreed the figures, for which month, and the date of the next ones."""
    words, book = run.words, run.book
    month, next_round = words.month(book.round.round_id), book.next_news
    if book.release.is_signed_off:
        group = words.pick(book.plan.steering_group_en, book.plan.steering_group_cy)
        agreed = words.say(
            "As agreed by {group} on {day}, for {month}.",
            group=mid_sentence(group.text, words) if group else "",
            day=words.day(book.round.review_on),
            month=month,
        )
    else:
        agreed = words.say(
            "Published on {day}, for {month}.", day=words.day(book.round.publish_on), month=month
        )
    news = words.say("Next news: {day}.", day=words.day(next_round.publish_on)) if next_round else ""
    return block("p", f"{agreed} {news}".strip(), kind="quiet")


def mid_sentence(name: str, words: Words) -> str:
    """Return a name as it stands inside a sentence: its article small."""
    article = ARTICLES[words.lang]
    return name[0].lower() + name[1:] if name.startswith(article) else name
