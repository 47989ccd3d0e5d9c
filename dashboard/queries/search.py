"""Finding actions and topics by words, in both languages at once, whatever accents the reader leaves out."""

import duckdb

from dashboard.queries.actions import Tile, tiles
from dashboard.queries.listening import Topic
from dashboard.queries.release import fetch

_PLAIN = "translate(strip_accents(lower({})), '’', $$'$$)"
"""A text as it is compared: in small letters, without accents, with one kind of apostrophe."""

_HOLDS_ALL = f"""list_bool_and(list_transform(
    ?::varchar[], lambda word: contains({_PLAIN.format("text")}, {_PLAIN.format("word")})
))"""

_ACTIONS = f"""
with helpers as (
    select action_id, string_agg(concat_ws(' ', name_en, name_cy), ' ') as names
    from plan.public.action_partners join plan.public.partners using (partner_id) group by action_id
),
answers as (
    select unnest(string_split(action_ids, ';')) as action_id, concat_ws(' ', title_en, title_cy) as topic
    from plan.public.topic_mentions
),
answered as (select action_id, string_agg(topic, ' ') as topics from answers group by action_id),
texts as (
    select action_id, actions.position, actions.theme_id, title_en, title_cy, headline, concat_ws(
        ' ', title_en, title_cy, summary_en, summary_cy, in_plain_words, what_happened,
        themes.name_en, themes.name_cy, names, topics
    ) as text
    from plan.public.actions join plan.public.themes using (theme_id)
    join plan.public.action_rounds using (action_id)
    left join helpers using (action_id) left join answered using (action_id)
    where round_id = ?
)
select * exclude (text) from texts where {_HOLDS_ALL} order by position
"""

_TOPICS = f"""
with texts as (
    select topic_code, concat_ws(' ', topic_code, title_en, title_cy) as text from plan.public.topic_mentions
)
select topics.* from plan.public.topic_mentions as topics join texts using (topic_code)
where {_HOLDS_ALL} order by comment_count desc, topic_code
"""


def search(cursor: duckdb.DuckDBPyConnection, text: str, round_id: str) -> tuple[Tile, ...]:
    """Return the actions that hold every word of a text, in plan order; none for a text without words.

    Titles, summaries, what was last reported, themes, partners and the topics that an action answers are
    looked through; a number alone is an action's own, as its plan writes it or by its place.
    """
    words = text.split()
    numbered = [tile for tile in tiles(cursor, round_id) if _is_number_of(tile, words)]
    if numbered:
        return tuple(numbered)
    return fetch(cursor, Tile, _ACTIONS, (round_id, words)) if words else ()


def _is_number_of(tile: Tile, words: list[str]) -> bool:
    return len(words) == 1 and words[0].casefold() in (tile.action_id.casefold(), str(tile.position))


def search_topics(cursor: duckdb.DuckDBPyConnection, text: str) -> tuple[Topic, ...]:
    """Return the topics whose titles hold every word of a text, the most spoken of first."""
    words = text.split()
    return fetch(cursor, Topic, _TOPICS, (words,)) if words else ()
