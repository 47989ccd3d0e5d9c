select
    build_id,
    as_of as as_of_at
from {{ source('raw', 'build') }}
