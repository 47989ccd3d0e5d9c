"""Is the plan happening? The sentence, the numbers, a tile per action, a bar per theme, and what changed."""

from dashboard.charts.theme import GROUP_COLOURS
from dashboard.charts.themes import (
    ThemeActions,
    theme_alt_text,
    theme_bars,
    theme_figures,
    theme_message,
)
from dashboard.components.blocks import Block, block, link, named, sentence
from dashboard.components.captioned_chart import colour_key, show_beside
from dashboard.components.changes import change_lists
from dashboard.components.context import Reading, reading
from dashboard.components.listening_parts import heard
from dashboard.components.outcomes import show_became
from dashboard.components.questions import asked_in_all
from dashboard.components.rounds import agreed_line, other_rounds
from dashboard.components.summary import confirmed, large_numbers, lead_paragraph
from dashboard.components.tiles import theme_rows
from dashboard.components.voices import bubbles, varied
from dashboard.locale.vocabulary import GROUPS
from dashboard.queries.actions import tiles
from dashboard.queries.changes import changes
from dashboard.queries.counts import Counts, plan_counts, theme_counts
from dashboard.queries.listening import listening, voices
from dashboard.queries.plan import Theme, themes

VOICES = 4
"""How many quotes the overview shows."""


def overview(run: Reading) -> None:
    """Show the overview of the chosen round."""
    book, words = run.book, run.words
    counts = plan_counts(book.cursor, book.round.round_id)
    by_theme = {found.theme_id: found for found in theme_counts(book.cursor, book.round.round_id)}
    plan_themes, shown = themes(book.cursor), tiles(book.cursor, book.round.round_id)
    run.show(
        "answer",
        block("h1", words.say("Is the plan happening?")),
        lead_paragraph(counts, words),
        large_numbers(counts, words),
        block("p", confirmed(counts, words, run.round_name)),
        _heard(run),
        agreed_line(run),
        other_rounds(run, ""),
        block("h2", words.say("Every action, theme by theme")),
        *theme_rows(plan_themes, by_theme, shown, run),
    )
    if len(plan_themes) > 1:
        _bars(run, plan_themes, by_theme)
    way = link(words.say("Where it went"), "went", run.state())
    if show_became(run, block("h2", words.say("What became of what people said"))):
        run.show("became-way", block("p", way))
    names = {theme.theme_id: named(theme.name_en, theme.name_cy, words) for theme in plan_themes}
    if asked := asked_in_all(run, {tile.action_id: tile for tile in shown}, names):
        run.show("asked", *asked)
    news, quotes = block("section", *_changes(run)), _voices(run)
    run.show("news", block("div", news, block("section", *quotes), kind="columns") if quotes else news)


def _heard(run: Reading) -> Block | None:
    """Return in one line how many people the plan comes from, and the way to what they said."""
    words, told = run.words, listening(run.book.cursor)
    if not told.engagement_count:
        return None
    way = link(words.say("What people said"), "said", run.state())
    return block("p", *sentence(heard(told, words)), " ", way)


def _voices(run: Reading) -> list[Block]:
    found = varied(voices(run.book.cursor), VOICES)
    if not found:
        return []
    words = run.words
    way = link(words.say("More of what people said"), "said", run.state())
    return [block("h2", words.say("What people said")), bubbles(found, run), block("p", way)]


def _bars(run: Reading, plan_themes: tuple[Theme, ...], by_theme: dict[str | None, Counts]) -> None:
    words = run.words
    names = {theme.theme_id: words.pick(theme.name_en, theme.name_cy) for theme in plan_themes}
    bars = [
        ThemeActions(name.text if name else theme_id, by_theme[theme_id].by_group)
        for theme_id, name in names.items()
    ]
    run.show(
        "bars",
        block("h2", theme_message(bars, words)),
        block(
            "p",
            words.say(
                "Number of actions in each theme by how they stand, {plan}, {round}",
                plan=run.book.plan_name(words),
                round=run.round_name,
            ),
            kind="quiet",
        ),
        colour_key(GROUP_COLOURS, GROUPS, run),
    )
    show_beside(
        run,
        "themes",
        theme_bars(bars, words),
        theme_alt_text(bars, words),
        theme_figures(bars, words),
        words.say("Number of actions per theme"),
    )


def _changes(run: Reading) -> list[Block | None]:
    words, book = run.words, run.book
    title = block("h2", words.say("What changed in {round}", round=run.round_name))
    if book.previous is None:
        return [title, block("p", words.say("This is the first round."))]
    found = changes(book.cursor, book.previous.round_id, book.round.round_id)
    return [
        title,
        *change_lists(found, run),
        block("p", link(words.say("All changes"), "changes", run.state())),
    ]


if __name__ == "__main__":
    overview(reading())
