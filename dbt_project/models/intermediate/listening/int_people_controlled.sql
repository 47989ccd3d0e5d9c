-- The plan's numbers of people as they may be published. Where one of the workshops' is small, all of those
-- are held back: they tell of the same people. The vouchers' money would say exactly how many there were, and
-- so how many residents took none: it is that of the rounded number.
with engagements as (
    select sum(participant_count) as participant_count from {{ ref('int_engagements_latest') }}
),

workshops as (
    select
        sum(resident_count) as resident_count,
        sum(partner_count) as partner_count,
        sum(voucher_count) as voucher_count,
        cast(sum(vouchers_total_gbp) as double) as vouchers_gbp
    from {{ ref('int_workshops_latest') }}
),

published as (
    select
        any_value(plans.published_participant_count) as participant_count,
        any_value(plans.published_workshop_resident_count) as resident_count,
        any_value(plans.published_workshop_partner_count) as partner_count
    from {{ ref('stg_register__plan') }} as plans
    inner join {{ ref('int_register_versions') }} as versions
        on plans.receipt_id = versions.register_receipt_id and versions.is_latest
),

weighed as (
    select
        engagements.participant_count,
        workshops.*,
        {{ to_nearest_five('workshops.voucher_count') }} as rounded_voucher_count,
        coalesce(engagements.participant_count = published.participant_count, false)
            as is_participant_count_exact,
        coalesce(
            workshops.resident_count = published.resident_count
            and workshops.partner_count = published.partner_count, false
        ) as is_workshop_count_exact
    from engagements
    cross join workshops
    cross join published
),

held as (
    select
        *,
        not is_participant_count_exact
        and {{ is_few('participant_count') }} as is_participant_count_suppressed,
        {{ is_few('voucher_count') }}
        or (
            not is_workshop_count_exact and ({{ is_few('resident_count') }} or {{ is_few('partner_count') }})
        ) as is_workshop_count_suppressed
    from weighed
)

select
    is_participant_count_exact,
    is_participant_count_suppressed,
    is_workshop_count_exact and not is_workshop_count_suppressed as is_workshop_count_exact,
    is_workshop_count_suppressed,
    case
        when is_participant_count_exact then cast(participant_count as integer)
        when not is_participant_count_suppressed then {{ to_nearest_five('participant_count') }}
    end as participant_count,
    case
        when is_workshop_count_suppressed then null
        when is_workshop_count_exact then cast(resident_count as integer)
        else {{ to_nearest_five('resident_count') }}
    end as workshop_resident_count,
    case
        when is_workshop_count_suppressed then null
        when is_workshop_count_exact then cast(partner_count as integer)
        else {{ to_nearest_five('partner_count') }}
    end as workshop_partner_count,
    case when not is_workshop_count_suppressed then rounded_voucher_count end as voucher_count,
    case
        when is_workshop_count_suppressed then null
        when voucher_count > 0 then round(vouchers_gbp * rounded_voucher_count / voucher_count)
        else vouchers_gbp
    end as vouchers_gbp
from held
