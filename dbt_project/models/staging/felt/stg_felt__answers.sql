select
    receipt_id,
    row_number,
    event_id,
    case when action_id is null then 'theme' else 'action' end as asked_about,
    coalesce(action_id, theme_id) as subject_id,
    theme_id,
    action_id,
    coalesce(noticed, 0) as noticed_count,
    coalesce(not_yet, 0) as not_yet_count,
    coalesce(worse, 0) as worse_count,
    coalesce(cannot_say, 0) as cannot_say_count
from {{ source('raw', 'felt_answers') }}
