select
    receipt_id,
    row_number,
    action_id,
    topic_code
from {{ source('raw', 'action_topics') }}
