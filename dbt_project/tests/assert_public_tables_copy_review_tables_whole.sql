-- A row is a public table with more or fewer rows than the review table whose columns it shows.
-- The keys of those are tested there, and so hold here.
with counted as (
    select
        'themes' as table_name,
        (select count(*) from {{ ref('themes') }}) as public_count,
        (select count(*) from {{ ref('dim_themes') }}) as review_count
    union all
    select
        'partners' as table_name,
        (select count(*) from {{ ref('partners') }}) as public_count,
        (select count(*) from {{ ref('dim_partners') }}) as review_count
    union all
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
        'milestone_rounds' as table_name,
        (select count(*) from {{ ref('milestone_rounds') }}) as public_count,
        (select count(*) from {{ ref('fct_milestones') }}) as review_count
    union all
    select
        'theme_rounds' as table_name,
        (select count(*) from {{ ref('theme_rounds') }}) as public_count,
        (select count(*) from {{ ref('fct_theme_rounds') }}) as review_count
    union all
    select
        'plan_rounds' as table_name,
        (select count(*) from {{ ref('plan_rounds') }}) as public_count,
        (select count(*) from {{ ref('fct_plan_rounds') }}) as review_count
    union all
    select
        'action_views' as table_name,
        (select count(*) from {{ ref('action_views') }}) as public_count,
        (select count(*) filter (where is_counting) from {{ ref('fct_views') }}) as review_count
)

select *
from counted
where public_count <> review_count
