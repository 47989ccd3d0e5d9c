-- People are rounded to the nearest five and 1 to 4 are held back; where what is held back could be worked
-- out from the rest, the next smallest is held back as well.
with listed as (
    select
        participant_count,
        unnest(
            [
                { 'dimension': 'method', 'code': method },
                { 'dimension': 'area', 'code': area },
                { 'dimension': 'language', 'code': language },
                { 'dimension': 'month', 'code': strftime(held_on, '%Y-%m') }
            ],
            recursive := true
        )
    from {{ ref('int_engagements_latest') }}
),

reached as (
    select
        dimension,
        coalesce(code, 'not_recorded') as code,
        cast(count(*) as integer) as engagement_count,
        cast(count(participant_count) as integer) as recorded_count,
        cast(sum(participant_count) as integer) as people_count
    from listed
    group by all
),

ranked as (
    select
        *,
        {{ is_few('people_count') }} as is_small,
        bool_or(is_small) over (partition by dimension) as has_small,
        sum(people_count) over smallest_first - people_count as people_before
    from reached
    where people_count is not null
    window smallest_first as (
        partition by dimension order by people_count, code rows between unbounded preceding and current row
    )
)

select
    reached.dimension,
    reached.code,
    reached.engagement_count,
    reached.recorded_count,
    coalesce(
        ranked.is_small or (ranked.has_small and {{ is_small_group('ranked.people_before') }}), false
    ) as is_suppressed,
    case when not is_suppressed then {{ to_nearest_five('reached.people_count') }} end as people_count
from reached
left join ranked on reached.dimension = ranked.dimension and reached.code = ranked.code
