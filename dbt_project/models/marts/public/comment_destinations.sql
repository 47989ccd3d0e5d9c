select
    theme_id,
    destination,
    position,
    comment_count,
    engagement_count
from {{ ref('fct_comment_destinations') }}
