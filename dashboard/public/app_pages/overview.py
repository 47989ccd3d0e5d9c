"""Is the plan happening? The sentence, the numbers, a tile per action, a bar per theme, and what changed."""

import streamlit as st

from dashboard.charts.theme import GROUP_COLOURS
from dashboard.charts.themes import Bar, theme_alt_text, theme_bars, theme_figures
from dashboard.components.blocks import Block, block, link
from dashboard.components.changes import change_list
from dashboard.components.context import Reading, reading
from dashboard.components.pictures import picture
from dashboard.components.rounds import agreed_line, other_rounds
from dashboard.components.summary import large_numbers, lead_paragraph
from dashboard.components.tables import figure_table
from dashboard.components.tiles import theme_row
from dashboard.locale.vocabulary import GROUPS
from dashboard.queries.actions import tiles
from dashboard.queries.changes import changes
from dashboard.queries.counts import Counts, plan_counts, theme_counts
from dashboard.queries.plan import Theme, themes


def overview(run: Reading) -> None:
    """Show the overview of the chosen round."""
    book, words = run.book, run.words
    counts = plan_counts(book.cursor, book.round.round_id)
    by_theme = {found.theme_id: found for found in theme_counts(book.cursor, book.round.round_id)}
    plan_themes = themes(book.cursor)
    run.show(
        "answer",
        block("h1", words.say("Is the plan happening?")),
        lead_paragraph(counts, words),
        large_numbers(counts, words),
        agreed_line(run),
        other_rounds(run, ""),
        block("h2", words.say("Every action, theme by theme")),
        *_rows(run, plan_themes, by_theme),
    )
    _bars(run, plan_themes, by_theme)
    _changes(run)


def _rows(run: Reading, plan_themes: tuple[Theme, ...], by_theme: dict[str | None, Counts]) -> list[Block]:
    shown = tiles(run.book.cursor, run.book.round.round_id)
    return [
        theme_row(
            theme, by_theme[theme.theme_id], [tile for tile in shown if tile.theme_id == theme.theme_id], run
        )
        for theme in plan_themes
    ]


def _bars(run: Reading, plan_themes: tuple[Theme, ...], by_theme: dict[str | None, Counts]) -> None:
    words = run.words
    names = {theme.theme_id: words.pick(theme.name_en, theme.name_cy) for theme in plan_themes}
    bars = [
        Bar(name.text if name else theme_id, by_theme[theme_id].by_group) for theme_id, name in names.items()
    ]
    key = [
        block("li", block("span", kind="swatch", aria_hidden="true"), words.say(GROUPS[group]))
        | {"paint": {"edge": colour}}
        for group, colour in GROUP_COLOURS.items()
    ]
    run.show(
        "bars",
        block("h2", words.say("How each theme stands")),
        block(
            "p",
            words.say("Number of actions per theme, {month}", month=words.month(run.book.round.round_id)),
            kind="quiet",
        ),
        block("ul", *key, kind="key"),
    )
    beside, numbers = st.columns(2, gap="medium")
    with beside:
        picture(run, "themes", lambda: theme_bars(bars, words), theme_alt_text(bars, words))
    with numbers:
        run.show(
            "figures", figure_table(theme_figures(bars, words), words.say("Number of actions per theme"))
        )


def _changes(run: Reading) -> None:
    words, book = run.words, run.book
    title = words.say("What changed in {month}", month=words.month(book.round.round_id))
    if book.previous is None:
        run.show("changes", block("h2", title), block("p", words.say("This is the first round.")))
        return
    found = changes(book.cursor, book.previous.round_id, book.round.round_id)
    body = change_list(found, run) if found else block("p", words.say("No action changed its status."))
    run.show("changes", block("h2", title), body, _all_changes(run))


def _all_changes(run: Reading) -> Block | None:
    if "changes" not in run.pages:
        return None
    return block("p", link(run.words.say("All changes"), "changes", run.state()))


overview(reading())
