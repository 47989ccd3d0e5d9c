-- The words that the pages use, in the languages that the plan speaks.
with spoken as (
    select list_contains(string_split(plans.languages, ';'), 'cy') as is_in_welsh
    from {{ ref('stg_register__plan') }} as plans
    inner join {{ ref('int_register_versions') }} as versions
        on plans.receipt_id = versions.register_receipt_id and versions.is_latest
)

select
    meanings.kind,
    meanings.code,
    meanings.position,
    meanings.definition_en,
    case when spoken.is_in_welsh then meanings.definition_cy end as definition_cy,
    case when spoken.is_in_welsh then meanings.cy_status end as cy_status
from {{ ref('vocabulary_definitions') }} as meanings
cross join spoken
