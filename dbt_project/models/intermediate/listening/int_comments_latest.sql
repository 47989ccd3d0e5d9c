-- What was said, once: comments where there are documents, coded passages where there is only a list of them.
with taguette as (
    select
        receipt_id,
        project_key,
        comment_key,
        document_key,
        'comment' as unit,
        comment_text
    from {{ ref('stg_taguette__comments') }}
    union all
    select
        receipt_id,
        project_key,
        highlight_key,
        document_key,
        'passage',
        highlight_text
    from {{ ref('stg_taguette__highlights') }}
),

-- of sheets and forms, the last that came for an engagement replaces those before it
sheets as (
    select distinct
        comments.receipt_id,
        comments.engagement_id
    from {{ ref('stg_comments__comments') }} as comments
    inner join {{ ref('stg_landing__receipts') }} as receipts on comments.receipt_id = receipts.receipt_id
    qualify
        dense_rank() over (
            partition by comments.engagement_id order by receipts.received_at desc, receipts.receipt_id desc
        ) = 1
),

sheet_comments as (
    select
        comments.receipt_id,
        comments.engagement_id,
        comments.comment_text,
        comments.language,
        comments.question_code,
        row_number() over (
            partition by comments.engagement_id, comments.comment_text order by comments.row_number
        ) as occurrence
    from {{ ref('stg_comments__comments') }} as comments
    inner join sheets
        on comments.receipt_id = sheets.receipt_id and comments.engagement_id = sheets.engagement_id
)

select
    taguette.receipt_id,
    taguette.project_key,
    taguette.comment_key,
    taguette.unit,
    matched.engagement_id,
    taguette.comment_text,
    cast(null as varchar) as language,
    cast(null as varchar) as question_code
from taguette
inner join {{ ref('int_exports_chosen') }} as exports
    on
        taguette.receipt_id = exports.receipt_id
        and taguette.project_key = exports.project_key
        and exports.is_whole = (taguette.unit = 'comment')
left join {{ ref('int_documents_matched') }} as matched
    on taguette.project_key = matched.project_key and taguette.document_key = matched.document_key
union all
select
    receipt_id,
    'sheet',
    's-' || left(md5(engagement_id || '/' || comment_text || '/' || occurrence), 20),
    'comment',
    engagement_id,
    comment_text,
    language,
    question_code
from sheet_comments
