select
    themes.theme_id,
    cast(themes.position as integer) as position,
    themes.name_en,
    themes.name_cy
from {{ source('raw', 'themes') }} as themes
inner join {{ ref('int_register_versions') }} as versions
    on themes.receipt_id = versions.register_receipt_id
qualify row_number() over (partition by themes.theme_id order by versions.version_number desc) = 1
