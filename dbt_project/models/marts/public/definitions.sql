-- The words that the pages use, in the languages that the plan speaks, with the number of days that it sets.
with asked as (
    select count(*) > 0 as is_anybody from {{ ref('felt_events') }}
),

days as (
    select cast(coalesce(any_value(ageing_after_days), {{ var('ageing_after_days') }}) as varchar) as word
    from {{ ref('int_plans_described') }}
),

questioned as (
    select count(*) > 0 as is_anything from {{ ref('fct_questions') }}
)

select
    meanings.kind,
    meanings.code,
    meanings.position,
    replace(meanings.definition_en, '{ageing_after_days}', days.word) as definition_en,
    case
        when coalesce(plans.is_in_welsh, true)
            then replace(meanings.definition_cy, '{ageing_after_days}', days.word)
    end as definition_cy,
    case when coalesce(plans.is_in_welsh, true) then meanings.cy_status end as cy_status
from {{ ref('vocabulary_definitions') }} as meanings
left join {{ ref('int_plans_described') }} as plans on true
cross join days
cross join asked
cross join questioned
where
    (
        coalesce(plans.has_listening, true)
        or not (meanings.kind = 'outcome' or (meanings.kind = 'metric' and meanings.code = 'comment_count'))
    )
    and (
        asked.is_anybody
        or not (meanings.kind = 'felt_answer' or meanings.code = 'felt_people_count')
    )
    and (questioned.is_anything or meanings.code <> 'question_count')
