-- Every change of headline that there can be, for rounds that do not follow each other too.
with pairs as (
    select
        earlier.code as previous_headline,
        later.code as headline,
        heard.is_confirmed,
        earlier.concern as previous_concern,
        later.concern
    from {{ ref('headlines') }} as earlier
    cross join {{ ref('headlines') }} as later
    cross join (values (true), (false)) as heard (is_confirmed)
)

select
    previous_headline,
    headline,
    is_confirmed,
    {{ change_of_headline() }} as change
from pairs
