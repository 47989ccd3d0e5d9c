select
    kind,
    code,
    position,
    definition_en,
    definition_cy,
    cy_status
from {{ ref('vocabulary_definitions') }}
