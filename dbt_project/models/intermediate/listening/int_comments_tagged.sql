select * exclude (listening_version, is_latest)
from {{ ref('int_comments_coded') }}
where is_latest
