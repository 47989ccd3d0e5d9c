"""What changed between two rounds, and in which direction.

A direction is said only between headlines that can be ranked; everything else (paused, seen differently, no
recent news) is `other`, because it is neither better nor worse.
"""

from dataclasses import dataclass

import duckdb

from dashboard.queries.release import fetch


@dataclass(frozen=True, slots=True)
class Change:
    """An action whose headline differs between two rounds."""

    action_id: str
    position: int
    theme_id: str
    title_en: str | None
    title_cy: str | None
    was: str
    headline: str
    direction: str
    agreed_party_id: str | None
    in_plain_words: str | None
    words_language: str | None


def changes(cursor: duckdb.DuckDBPyConnection, earlier: str, later: str) -> tuple[Change, ...]:
    """Return the actions whose headline differs between two rounds, in plan order (conventions T15)."""
    return fetch(
        cursor,
        Change,
        """with ranks(headline, rank) as (
            values ('complete', 4), ('on_track', 3), ('at_risk', 2), ('delayed', 1)
        )
        select actions.action_id, actions.position, actions.theme_id, title_en, title_cy,
            before.headline as was, after.headline,
            case
                when after_ranks.rank > before_ranks.rank then 'up'
                when after_ranks.rank < before_ranks.rank then 'down'
                when before.headline = 'not_started' and after.headline in ('on_track', 'complete') then 'up'
                else 'other'
            end as direction,
            after.agreed_party_id, after.in_plain_words, after.words_language
        from plan.public.actions
        join plan.public.action_rounds as before
            on before.action_id = actions.action_id and before.round_id = ?
        join plan.public.action_rounds as after
            on after.action_id = actions.action_id and after.round_id = ?
        left join ranks as before_ranks on before_ranks.headline = before.headline
        left join ranks as after_ranks on after_ranks.headline = after.headline
        where before.headline <> after.headline
        order by actions.position""",
        (earlier, later),
    )
