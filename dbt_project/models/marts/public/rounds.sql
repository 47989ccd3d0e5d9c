select
    round_id,
    position,
    opens_on,
    due_on,
    closes_on,
    review_on,
    publish_on
from {{ ref('dim_rounds') }}
