"""Finding actions by words, in both languages at once, whatever accents the reader leaves out."""

import duckdb

from dashboard.queries.actions import Tile
from dashboard.queries.release import fetch


def search(cursor: duckdb.DuckDBPyConnection, text: str, round_id: str) -> tuple[Tile, ...]:
    """Return the actions that hold every word of a text, in plan order; none for a text without words.

    Titles, summaries, theme names, partners' names and action numbers are looked through.
    """
    words = text.replace("’", "'").split()
    if not words:
        return ()
    return fetch(
        cursor,
        Tile,
        """with helpers as (
            select action_id, string_agg(name_en || ' ' || name_cy, ' ') as names
            from plan.public.action_partners join plan.public.partners using (partner_id) group by action_id
        ),
        texts as (
            select action_id, concat_ws(
                ' ', actions.position, title_en, title_cy, summary_en, summary_cy, themes.name_en,
                themes.name_cy, helpers.names
            ) as text
            from plan.public.actions join plan.public.themes using (theme_id)
            left join helpers using (action_id)
        ),
        plainly as (select action_id, translate(strip_accents(lower(text)), '’', $$'$$) as text from texts),
        asked as (select list_transform(?::varchar[], lambda word: strip_accents(lower(word))) as words)
        select action_id, actions.position, actions.theme_id, title_en, title_cy, headline
        from plainly
        join plan.public.actions using (action_id)
        join plan.public.action_rounds using (action_id)
        cross join asked
        where round_id = ? and list_bool_and(list_transform(words, lambda word: contains(text, word)))
        order by actions.position""",
        (words, round_id),
    )
