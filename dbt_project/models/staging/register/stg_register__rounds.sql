select
    receipt_id,
    row_number,
    round_id,
    opens_on,
    due_on,
    closes_on,
    review_on,
    publish_on
from {{ source('raw', 'rounds') }}
