-- A decision speaks of its round until that is signed off; later it counts in the round open at the time.
with as_taken as (
    select
        * exclude (
            round_id, agreed_finish, partner_id, text_sha256, voice_id, consent_reference, consent_scope,
            consented_on, guardian_consent_reference, reviewed_sha256
        )
        -- a rating means something only while the action is in progress
        replace (case when stage = 'in_progress' then rating end as rating),
        round_id as declared_round_id,
        agreed_finish as agreed_finish_on
    from {{ source('raw', 'decisions') }}
),

decisions as (
    select
        as_taken.*,
        receipts.received_at
    from as_taken
    inner join {{ ref('stg_landing__receipts') }} as receipts on as_taken.receipt_id = receipts.receipt_id
),

rounds as (
    select
        round_id,
        position,
        closed_at
    from {{ ref('int_rounds_timed') }}
),

with_locks as (
    select
        decisions.*,
        declared.position as declared_position,
        coalesce(locks.is_locked, false) and decisions.decision <> 'correct' as is_too_late
    from decisions
    left join rounds as declared on decisions.declared_round_id = declared.round_id
    asof left join {{ ref('int_rounds_locked') }} as locks
        on
            decisions.declared_round_id = locks.round_id
            and decisions.received_at > locks.valid_after_at
),

with_next_round as (
    select
        with_locks.*,
        open_then.round_id as open_round_id,
        open_then.position as open_position
    from with_locks
    asof left join rounds as open_then on with_locks.received_at <= open_then.closed_at
)

select
    * exclude (declared_position, open_round_id, open_position),
    case
        when declared_position is not null and not is_too_late then declared_round_id else open_round_id
    end as counted_round_id,
    case
        when declared_position is not null and not is_too_late then declared_position else open_position
    end as counted_position
from with_next_round
