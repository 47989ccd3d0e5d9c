-- The words that the pages use, in the languages that the plan speaks.
select
    meanings.kind,
    meanings.code,
    meanings.position,
    meanings.definition_en,
    case when plans.is_in_welsh then meanings.definition_cy end as definition_cy,
    case when plans.is_in_welsh then meanings.cy_status end as cy_status
from {{ ref('vocabulary_definitions') }} as meanings
cross join {{ ref('int_plans_described') }} as plans
where plans.has_listening or not (meanings.kind = 'metric' and meanings.code = 'comment_count')
