-- A row is a code in a mart that its vocabulary does not know.
{{ config(meta={'dagster': {'ref': {'name': 'fct_action_rounds'}}}) }}
with used as (
    select distinct
        unnest(['headline', 'stage', 'rating', 'freshness']) as vocabulary,
        unnest([headline, stage, rating, freshness]) as code
    from {{ ref('fct_action_rounds') }}
    union
    select
        'milestone_state' as vocabulary,
        state as code
    from {{ ref('milestone_rounds') }}
    union
    select
        'data_issue' as vocabulary,
        issue as code
    from {{ ref('fct_data_issues') }}
    union
    select
        'felt_answer' as vocabulary,
        answer as code
    from {{ ref('felt') }}
),

known as (
    select
        'headline' as vocabulary,
        code
    from {{ ref('headlines') }}
    union all
    select
        vocabulary,
        code
    from {{ ref('codes') }}
)

select used.*
from used
anti join known on used.vocabulary = known.vocabulary and used.code = known.code
where used.code is not null
