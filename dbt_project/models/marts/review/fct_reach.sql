with reached as (
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
)

select
    dimension,
    coalesce(code, 'not_recorded') as code,
    cast(count(*) as integer) as engagement_count,
    cast(count(participant_count) as integer) as recorded_count,
    cast(sum(participant_count) as integer) as people_count
from reached
group by dimension, coalesce(code, 'not_recorded')
