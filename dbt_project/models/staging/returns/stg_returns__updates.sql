select
    receipt_id,
    row_number,
    action_id,

    coalesce(no_change, false) as is_no_change,
    stage,
    -- a rating means something only while the action is in progress
    case when stage = 'in_progress' then rating end as rating,
    rating as rating_as_given,

    what_happened,
    in_plain_words,
    words_language,
    reason,
    next_step,
    evidence as evidence_url,

    next_news_by,
    forecast_finish as forecast_finish_on,
    completed_on,
    look_again_on
from {{ source('raw', 'updates') }}
