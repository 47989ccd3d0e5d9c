-- Monday to Friday from before the first submission to well after the last; in the time zone of England and
-- Wales but for their bank holidays. Past the years that the seed covers, only weekends are left out.
with bounds as (
    select
        {{ local_date('min(receipts.received_at)') }} - 31 as first_day,
        {{ local_date('max(receipts.received_at)') }}
        + 2 * coalesce(max(plans.reply_working_days), 0) + 31 as last_day
    from {{ ref('stg_landing__receipts') }} as receipts
    cross join {{ ref('stg_register__plan') }} as plans
),

days as (
    select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from bounds
)

select
    days.day,
    row_number() over (order by days.day) as place
from days
anti join {{ ref('bank_holidays') }} as holidays
    on days.day = holidays.day and '{{ time_zone() }}' = 'Europe/London'
where isodow(days.day) < 6
