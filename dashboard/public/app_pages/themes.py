"""The themes: all six in a sentence each, or one with its actions."""

from dashboard.components.action_table import action_lists
from dashboard.components.blocks import Block, block, link, named
from dashboard.components.changes import change_lists
from dashboard.components.context import Reading, reading
from dashboard.components.felt import show_felt
from dashboard.components.indicators import show_indicators
from dashboard.components.listening_sections import said_of_theme
from dashboard.components.questions import asked_of_theme
from dashboard.components.rounds import agreed_line, other_rounds
from dashboard.components.summary import confirmed, lead_paragraph
from dashboard.components.tiles import theme_rows, tile_grid
from dashboard.queries.actions import tiles
from dashboard.queries.changes import changes
from dashboard.queries.counts import theme_counts
from dashboard.queries.plan import Theme, themes


def themes_page(run: Reading) -> None:
    """Show the theme that the address names, else all of them."""
    asked = run.address.get("theme")
    found = [theme for theme in themes(run.book.cursor) if theme.theme_id == asked]
    if found:
        _one(run, found[0])
    else:
        _all(run)


def _all(run: Reading) -> None:
    words, round_id = run.words, run.book.round.round_id
    by_theme = {found.theme_id: found for found in theme_counts(run.book.cursor, round_id)}
    run.show(
        "themes",
        block("h1", words.say("Themes")),
        block(
            "p",
            words.say("The plan's actions in their themes. Choose a theme to see its actions by name."),
            kind="lead",
        ),
        agreed_line(run),
        other_rounds(run, "themes"),
        block("h2", words.say("Every action, theme by theme")),
        *theme_rows(themes(run.book.cursor), by_theme, tiles(run.book.cursor, round_id), run),
    )


def _one(run: Reading, theme: Theme) -> None:
    words, round_id = run.words, run.book.round.round_id
    name = words.pick(theme.name_en, theme.name_cy)
    run.entitle(name.text if name else words.say("Theme"))
    counts = next(
        found for found in theme_counts(run.book.cursor, round_id) if found.theme_id == theme.theme_id
    )
    shown = tiles(run.book.cursor, round_id)
    own = [tile for tile in shown if tile.theme_id == theme.theme_id]
    actions = {tile.action_id: tile for tile in shown}
    run.show(
        "theme",
        block(
            "nav",
            link(words.say("Overview"), "", run.state()),
            " › ",
            link(words.say("Themes"), "themes", run.state()),
            kind="crumbs",
            aria_label=words.say("Where you are"),
        ),
        block("h1", named(theme.name_en, theme.name_cy, words)),
        lead_paragraph(counts, words),
        block("p", confirmed(counts, words, run.round_name)),
        agreed_line(run),
        other_rounds(run, "themes", theme=theme.theme_id),
        tile_grid(own, run),
        block("h2", words.say("Its actions by name")),
        *action_lists(own, run),
        *_changed(run, theme),
        *said_of_theme(run, theme.theme_id, actions),
        *asked_of_theme(run, theme.theme_id, actions),
    )
    show_felt(run, theme.theme_id)
    show_indicators(run, theme.theme_id)


def _changed(run: Reading, theme: Theme) -> list[Block]:
    book, words = run.book, run.words
    if book.previous is None:
        return []
    found = changes(book.cursor, book.previous.round_id, book.round.round_id)
    own = [change for change in found if change.theme_id == theme.theme_id]
    title = block("h2", words.say("What changed in {round}", round=run.round_name))
    return [title, *change_lists(own, run)]


if __name__ == "__main__":
    themes_page(reading())
