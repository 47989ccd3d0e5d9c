-- A returned row is a round whose comments by outcome are other than those that it knows, or, where the round
-- knows all that is known now, other than those by where they went.
{{ config(meta={'dagster': {'ref': {'name': 'theme_outcomes'}}}) }}
with became as (
    select
        round_id,
        sum(comment_count) as comment_count,
        sum(comment_count) filter (where position <= 7) as planned_count,
        sum(comment_count) filter (where outcome = 'looked_into') as looked_into_count,
        sum(comment_count) filter (where outcome = 'others_to_decide') as others_count,
        sum(comment_count) filter (where outcome = 'not_taken_up') as not_taken_count
    from {{ ref('theme_outcomes') }}
    where theme_id = 'all'
    group by round_id
),

known as (
    select
        rounds.round_id,
        count(comments.comment_key) as comment_count,
        coalesce(bool_and(comments.is_latest), false) and bool_and(versions.is_latest) as is_now
    from {{ ref('int_rounds_timed') }} as rounds
    inner join {{ ref('int_register_versions') }} as versions
        on rounds.register_receipt_id = versions.register_receipt_id
    left join {{ ref('int_comments_versioned') }} as comments
        on rounds.listening_version = comments.listening_version
    where rounds.is_opened
    group by rounds.round_id
),

ended as (
    select
        sum(comment_count) filter (where position <= 2) as planned_count,
        sum(comment_count) filter (where destination = 'looked_into') as looked_into_count,
        sum(comment_count) filter (where destination = 'someone_else') as others_count,
        sum(comment_count) filter (where destination = 'not_taken_up') as not_taken_count
    from {{ ref('comment_destinations') }}
    where theme_id = 'all'
)

select
    became.*,
    known.comment_count as known_count
from became
inner join known on became.round_id = known.round_id
cross join ended
where
    became.comment_count <> known.comment_count
    or (
        known.is_now
        and (
            became.planned_count <> ended.planned_count
            or became.looked_into_count <> ended.looked_into_count
            or became.others_count <> ended.others_count
            or became.not_taken_count <> ended.not_taken_count
        )
    )
