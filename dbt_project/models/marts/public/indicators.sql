-- Every indicator that a register has listed, as the newest one that lists it: earlier rounds speak of it.
select
    indicators.indicator_id,
    cast(indicators.position as integer) as position,
    indicators.name_en,
    indicators.name_cy,
    indicators.unit_en,
    indicators.unit_cy,
    indicators.wanted,
    indicators.how_often,
    indicators.source_en,
    indicators.source_cy,
    indicators.source_url,
    indicators.baseline_on,
    indicators.theme_ids,
    indicators.action_ids
from {{ source('raw', 'indicators') }} as indicators
inner join {{ ref('int_register_versions') }} as versions
    on indicators.receipt_id = versions.register_receipt_id
qualify row_number() over (
    partition by indicators.indicator_id order by versions.version_number desc
) = 1
