-- Each question once, as it first came, and the first round that knows of it: by its coming, or a decision.
with questions as (
    select
        receipt_id,
        row_number,
        question_id,
        action_id,
        theme_id,
        channel,
        consent_scope,
        question as question_text,
        language,
        general_words_en,
        general_words_cy,
        asked_on
    from {{ source('raw', 'questions') }}
),

asked as (
    select
        questions.*,
        receipts.received_at
    from questions
    inner join {{ ref('stg_landing__receipts') }} as receipts on questions.receipt_id = receipts.receipt_id
    qualify row_number() over (
        partition by questions.question_id
        order by receipts.received_at, receipts.receipt_id, questions.row_number
    ) = 1
),

decided as (
    select
        question_id,
        min(counted_position) as first_position
    from {{ ref('int_question_decisions') }}
    group by question_id
),

rounds as (
    select
        position,
        closed_at
    from {{ ref('int_rounds_timed') }}
)

select
    asked.*,
    coalesce(asked.action_id, asked.theme_id) as subject_id,
    case when asked.action_id is null then 'theme' else 'action' end as subject_kind,
    least(open_then.position, decided.first_position) as known_position
from asked
left join decided on asked.question_id = decided.question_id
asof left join rounds as open_then on asked.received_at <= open_then.closed_at
