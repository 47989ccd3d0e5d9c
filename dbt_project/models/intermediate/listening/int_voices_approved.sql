-- A voice is published while the last decision that speaks of it is an approval.
select
    decisions.voice_id,
    decisions.receipt_id,
    decisions.words,
    decisions.words_language,
    decisions.consent_reference,
    decisions.consent_scope,
    decisions.consented_on,
    decisions.role as approved_by_role,
    decisions.decided_on as approved_on
from {{ ref('stg_decisions__decisions') }} as decisions
inner join {{ ref('stg_landing__receipts') }} as receipts on decisions.receipt_id = receipts.receipt_id
where decisions.decision in ('approve_voice', 'withdraw_voice')
qualify
    row_number() over (
        partition by decisions.voice_id
        order by receipts.received_at desc, receipts.receipt_id desc, decisions.row_number desc
    ) = 1
    and decisions.decision = 'approve_voice'
    and decisions.consent_reference is not null
