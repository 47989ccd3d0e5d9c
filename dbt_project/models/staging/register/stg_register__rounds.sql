select
    receipt_id,
    row_number,
    round_id,
    name_en,
    name_cy,
    opens_on,
    due_on,
    closes_on,
    review_on,
    publish_on
from {{ source('raw', 'rounds') }}
