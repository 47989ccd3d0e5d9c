select
    round_id,
    position,
    name_en,
    name_cy,
    opens_on,
    due_on,
    closes_on,
    review_on,
    publish_on
from {{ ref('dim_rounds') }}
