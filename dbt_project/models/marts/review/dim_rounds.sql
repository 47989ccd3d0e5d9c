with locks as (
    select
        round_id,
        is_locked,
        valid_after_at
    from {{ ref('int_rounds_locked') }}
    qualify row_number() over (partition by round_id order by valid_after_at desc) = 1
)

select
    rounds.round_id,
    cast(rounds.position as integer) as position,
    coalesce(rounds.name_en, rounds.round_id) as name_en,
    case when plans.is_in_welsh then rounds.name_cy end as name_cy,
    rounds.opens_on,
    rounds.due_on,
    rounds.closes_on,
    rounds.review_on,
    rounds.publish_on,
    case
        when not rounds.is_opened then 'upcoming'
        when locks.is_locked then 'signed_off'
        when rounds.is_closed then 'closed'
        else 'open'
    end as state,
    case when rounds.is_closed then rounds.closed_at end as closed_at,
    case when locks.is_locked then locks.valid_after_at end as signed_off_at,
    rounds.moment_on
from {{ ref('int_rounds_timed') }} as rounds
cross join {{ ref('int_plans_described') }} as plans
left join locks on rounds.round_id = locks.round_id
