"""What a page is called and what it answers, in a line: for its preview elsewhere and before it is shown."""

from collections.abc import Mapping

from dashboard.components.context import Published
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.summary import summary
from dashboard.locale.translator import Words, strong_parts
from dashboard.locale.vocabulary import HEADLINES
from dashboard.queries.actions import action, standings
from dashboard.queries.counts import plan_counts, theme_counts
from dashboard.queries.plan import themes


def preview(
    page: str, title: str, address: Mapping[str, str], published: Published, words: Words
) -> tuple[str, str]:
    """Return the title and the answer of a page; `title` is what it is called while it shows nothing more."""
    cursor, round_id = published.cursor, published.round.round_id
    if page in LISTENING and not published.plan.has_listening:
        return words.say("There is no such page"), ""
    if page == "action" and (found := action(cursor, address.get("action", ""))):
        name = words.pick(found.title_en, found.title_cy)
        about = words.pick(found.summary_en, found.summary_cy)
        headline = words.say(HEADLINES[standings(cursor, found.action_id, round_id)[0].headline])
        return name.text if name else words.say("Action"), f"{headline}. {about.text if about else ''}"
    asked = {found.theme_id: found for found in themes(cursor)}.get(address.get("theme", ""))
    if page == "themes" and asked:
        theme = words.pick(asked.name_en, asked.name_cy)
        counts = {found.theme_id: found for found in theme_counts(cursor, round_id)}[asked.theme_id]
        return theme.text if theme else asked.theme_id, without_marks(summary(counts, words))
    return title, without_marks(summary(plan_counts(cursor, round_id), words))


def without_marks(sentence: str) -> str:
    """Return a sentence of ours without the marks around what is strong in it."""
    return "".join(part for part, _ in strong_parts(sentence))
