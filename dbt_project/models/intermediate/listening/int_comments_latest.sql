select * exclude (listening_version, is_latest)
from {{ ref('int_comments_versioned') }}
where is_latest
