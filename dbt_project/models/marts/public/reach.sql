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
        sum(people_count) over smallest_first as people_so_far,
        row_number() over smallest_first as place
    from reached
    where people_count is not null
    window smallest_first as (
        partition by dimension order by people_count, code rows between unbounded preceding and current row
    )
),

held as (
    select
        *,
        bool_or(is_small) over (partition by dimension) as has_small,
        lag(people_so_far, 1, 0) over (partition by dimension order by place) as people_before
    from ranked
)

select
    reached.dimension,
    reached.code,
    reached.engagement_count,
    reached.recorded_count,
    coalesce(
        held.is_small
        or (held.has_small and (held.place <= 2 or {{ is_small_group('held.people_before') }})),
        false
    ) as is_suppressed,
    case when not is_suppressed then {{ to_nearest_five('reached.people_count') }} end as people_count
from reached
left join held on reached.dimension = held.dimension and reached.code = held.code
