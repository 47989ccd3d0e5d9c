-- How often rounds come: the rhythm of at least three in four of the times between two openings.
with gaps as (
    select opens_on - lag(opens_on) over (order by opens_on) as day_count
    from {{ ref('int_rounds_dated') }}
),

named as (
    select
        case
            when day_count between 24 and 38 then 'monthly'
            when day_count between 80 and 104 then 'quarterly'
            when day_count between 340 and 390 then 'yearly'
            else 'irregular'
        end as rhythm
    from gaps
    where day_count is not null
),

counted as (
    select
        rhythm,
        count(*) as gap_count,
        sum(count(*)) over () as all_count
    from named
    group by rhythm
)

select coalesce(max(rhythm) filter (where 4 * gap_count >= 3 * all_count), 'irregular') as rhythm
from counted
