with given as (
    select
        engagement_id,
        paid_hours,
        volunteer_hours,
        expenses_gbp,
        unnest(
            [
                { 'dimension': 'all', 'code': 'all' },
                { 'dimension': 'category', 'code': category },
                { 'dimension': 'organisation', 'code': partner_id },
                { 'dimension': 'month', 'code': strftime(month_on, '%Y-%m') }
            ],
            recursive := true
        )
    from {{ ref('int_contributions_latest') }}
)

select
    dimension,
    code,
    cast(count(*) as integer) as entry_count,
    cast(count(distinct engagement_id) as integer) as engagement_count,
    cast(sum(paid_hours) as double) as paid_hours,
    cast(count(paid_hours) as integer) as paid_hours_recorded_count,
    cast(sum(volunteer_hours) as double) as volunteer_hours,
    cast(count(volunteer_hours) as integer) as volunteer_hours_recorded_count,
    cast(sum(expenses_gbp) as double) as expenses_gbp,
    cast(count(expenses_gbp) as integer) as expenses_recorded_count
from given
group by dimension, code
