"""What changed between two rounds, and what each change is called, as the release's table of changes says."""

from dataclasses import dataclass

import duckdb

from dashboard.queries.release import fetch, has_table

NO_CHANGES = "(select '' as previous_headline, '' as headline, false as is_confirmed, '' as change)"
"""Stands for the table that a release of an earlier version has not: every change is then just that."""


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
    change: str
    """better, worse or newly_confirmed; changed where the release does not say."""
    agreed_party_id: str | None
    in_plain_words: str | None
    words_language: str | None


def changes(cursor: duckdb.DuckDBPyConnection, earlier: str, later: str) -> tuple[Change, ...]:
    """Return the actions whose headline differs between two rounds, in plan order (conventions T15)."""
    named = "plan.public.headline_changes" if has_table(cursor, "headline_changes") else NO_CHANGES
    return fetch(
        cursor,
        Change,
        f"""with heard as (
            select distinct action_id
            from plan.public.action_rounds
            join plan.public.rounds using (round_id)
            where freshness = 'confirmed'
                and position > (select position from plan.public.rounds where round_id = $earlier)
                and position <= (select position from plan.public.rounds where round_id = $later)
        )
        select actions.action_id, actions.position, actions.theme_id, title_en, title_cy,
            before.headline as was, after.headline, coalesce(named.change, 'changed') as change,
            after.agreed_party_id, after.in_plain_words, after.words_language
        from plan.public.actions
        join plan.public.action_rounds as before
            on before.action_id = actions.action_id and before.round_id = $earlier
        join plan.public.action_rounds as after
            on after.action_id = actions.action_id and after.round_id = $later
        left join heard on heard.action_id = actions.action_id
        left join {named} as named
            on named.previous_headline = before.headline and named.headline = after.headline
            and named.is_confirmed = (heard.action_id is not null)
        where before.headline <> after.headline
        order by actions.position""",
        {"earlier": earlier, "later": later},
    )
