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

_ACTIONS = """
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
"""
_FOUND = f"{_ACTIONS} select * exclude (text) from texts where {_HOLDS_ALL} order by position"
_ALL_TEXTS = f"{_ACTIONS} select action_id, {_PLAIN.format('text')} from texts"

_TOPIC_TEXTS = """
with texts as (
    select topic_code, concat_ws(' ', topic_code, title_en, title_cy) as text from plan.public.topic_mentions
)
"""
_TOPICS = f"""
{_TOPIC_TEXTS}
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
    return fetch(cursor, Tile, _FOUND, (round_id, words)) if words else ()


def search_texts(cursor: duckdb.DuckDBPyConnection, round_id: str) -> dict[str, str]:
    """Return what `search` looks through of each action, as it compares it."""
    return dict(cursor.execute(_ALL_TEXTS, (round_id,)).fetchall())


def names_of(tile: Tile) -> list[str]:
    """Return what an action is called by its number: as its plan writes it, and its place."""
    return [tile.action_id.casefold(), str(tile.position)]


def _is_number_of(tile: Tile, words: list[str]) -> bool:
    return len(words) == 1 and words[0].casefold() in names_of(tile)


def search_topics(cursor: duckdb.DuckDBPyConnection, text: str) -> tuple[Topic, ...]:
    """Return the topics whose titles hold every word of a text, the most spoken of first."""
    words = text.split()
    return fetch(cursor, Topic, _TOPICS, (words,)) if words else ()


def search_topic_texts(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return what `search_topics` looks through of each topic, as it compares it."""
    query = f"{_TOPIC_TEXTS} select topic_code, {_PLAIN.format('text')} from texts"
    return dict(cursor.execute(query).fetchall())
