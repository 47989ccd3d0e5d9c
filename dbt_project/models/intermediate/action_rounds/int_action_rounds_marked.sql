-- Which statement, by number, is the newest of its kind at each round's close; null where there is none yet.
{{ config(materialized='view') }}

with spine as (
    select
        round_id,
        position,
        action_id
    from {{ ref('int_action_rounds_spined') }}
),

marks as (
    select
        action_id,
        counted_position,
        max(statement_number) filter (where sets_agreed_view) as agreed_number,
        max(statement_number) filter (where kind = 'settlement') as settlement_number,
        max(statement_number) filter (where kind = 'second_view') as second_view_number,
        max(statement_number) filter (where role = 'lead' and kind = 'content') as lead_number,
        max(statement_number) filter (where role = 'lead') as confirmed_number,
        max(statement_number) filter (
            where role = 'lead' and kind = 'content' and forecast_finish_on is not null
        ) as forecast_number
    from {{ ref('int_statements_ordered') }}
    where counted_position is not null
    group by action_id, counted_position
),

-- numbers grow with time, so the newest so far is the greatest so far
carried as (
    select
        spine.round_id,
        spine.position,
        spine.action_id,
        max(marks.agreed_number) over so_far as agreed_number,
        max(marks.settlement_number) over so_far as settlement_number,
        max(marks.second_view_number) over so_far as second_view_number,
        max(marks.lead_number) over so_far as lead_number,
        max(marks.confirmed_number) over so_far as confirmed_number,
        max(marks.forecast_number) over so_far as forecast_number
    from spine
    left join marks on spine.action_id = marks.action_id and spine.position = marks.counted_position
    window so_far as (
        partition by spine.action_id
        order by spine.position
        rows between unbounded preceding and current row
    )
)

select
    * exclude (agreed_number),
    -- where the lead never reported and nothing was settled, the steering group's view is the agreed one
    coalesce(agreed_number, second_view_number) as agreed_number
from carried
