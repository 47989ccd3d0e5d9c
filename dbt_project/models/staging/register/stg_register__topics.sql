select
    receipt_id,
    row_number,
    topic_code,
    theme_id,
    title_en,
    title_cy,
    destination,
    reason_en,
    reason_cy
from {{ source('raw', 'topics') }}
