select
    topic_code,
    theme_id,
    title_en,
    title_cy,
    destination,
    reason_en,
    reason_cy,
    action_ids,
    comment_count,
    have_count,
    need_count,
    change_count,
    engagement_count
from {{ ref('fct_topic_mentions') }}
