-- A row is a public table with more or fewer rows than the table whose columns it shows, or than the answers
-- that came in. The keys of those are tested there, and so hold here.
{{ config(meta={'dagster': {'ref': {'name': 'action_rounds'}}}) }}
with counted as (
    select
        'actions' as table_name,
        (select count(*) from {{ ref('actions') }}) as public_count,
        (select count(*) from {{ ref('dim_actions') }}) as review_count
    union all
    select
        'rounds' as table_name,
        (select count(*) from {{ ref('rounds') }}) as public_count,
        (select count(*) from {{ ref('dim_rounds') }}) as review_count
    union all
    select
        'action_rounds' as table_name,
        (select count(*) from {{ ref('action_rounds') }}) as public_count,
        (select count(*) from {{ ref('fct_action_rounds') }}) as review_count
    union all
    select
        'action_views' as table_name,
        (select count(*) from {{ ref('action_views') }}) as public_count,
        (select count(*) filter (where is_counting) from {{ ref('fct_views') }}) as review_count
    union all
    select
        'felt' as table_name,
        (select count(*) from {{ ref('felt') }}) as public_count,
        (
            select 4 * count(*)
            from {{ ref('felt_events') }} as events
            inner join {{ source('raw', 'felt_answers') }} as answers
                on events.receipt_id = answers.receipt_id and events.event_id = answers.event_id
        ) as review_count
    union all
    select
        'questions' as table_name,
        (select count(*) from {{ ref('questions') }}) as public_count,
        (select count(*) filter (where is_shown) from {{ ref('fct_questions') }}) as review_count
    union all
    select
        'voices' as table_name,
        (select count(*) from {{ ref('voices') }}) as public_count,
        (select count(*) from {{ ref('fct_voices') }}) as review_count
    union all
    select
        'boundary_cards' as table_name,
        (select count(*) from {{ ref('boundary_cards') }}) as public_count,
        (select count(*) from {{ ref('dim_actions') }}) as review_count
)

select *
from counted
where public_count <> review_count
