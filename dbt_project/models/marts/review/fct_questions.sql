-- What may be shown of a question: its own words where the consent covers them, else general words, else
-- nothing. Of one that was forgotten nobody knows the language.
with withheld as (
    -- what no release may hold now, whatever it was that was decided on it before
    select question_id
    from {{ ref('int_question_decisions') }}
    where decision <> 'decline_question'
    group by question_id
    having arg_max(decision, decision_number) = 'hold_question' or bool_or(decision = 'withdraw_question')
),

placed as (
    select
        questions.*,
        coalesce(questions.consent_scope <> 'general', false) as is_in_own_words,
        withheld.question_id is not null as is_withheld
    from {{ ref('int_question_rounds') }} as questions
    left join withheld on questions.question_id = withheld.question_id
)

select
    round_id,
    question_id,
    subject_kind,
    subject_id,
    action_id,
    theme_id,
    asked_on,
    channel,
    consent_scope,
    state,
    question_text,
    language,
    general_words_en,
    general_words_cy,
    is_in_own_words,
    is_withheld,
    is_approved
    and not is_withheld
    and language is not null
    and consent_scope is not null
    and (is_in_own_words or coalesce(general_words_en, general_words_cy) is not null) as is_shown,
    case when state = 'answered' then answer_en end as answer_en,
    case when state = 'answered' then answer_cy end as answer_cy,
    case when state = 'answered' then before_en end as answer_before_en,
    case when state = 'answered' then before_cy end as answer_before_cy,
    case when state = 'answered' then answered_by_role end as answered_by_role,
    case when state = 'answered' then answered_on end as answered_on,
    case when state = 'answered' then corrected_on end as corrected_on,
    cast(
        case
            when state = 'answered' then answered_on - asked_on
            when state = 'waiting' then moment_on - asked_on
        end as integer
    ) as days_count,
    receipt_id,
    answer_receipt_id
from placed
