select
    receipt_id,
    row_number,
    decision,
    action_id,
    partner_id,
    text_sha256,
    round_id,
    subject_receipt_id,
    voice_id,
    consent_reference,
    consent_scope,
    guardian_consent_reference,

    role,
    stage,
    case when stage = 'in_progress' then rating end as rating,
    words,
    words_language,
    what_would_settle,
    reason,

    look_again_on,
    agreed_finish as agreed_finish_on,
    consented_on,
    decided_on
from {{ source('raw', 'decisions') }}
