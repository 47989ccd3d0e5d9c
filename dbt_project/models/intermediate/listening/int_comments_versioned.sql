-- What was said, once in each version of the listening: comments where there are documents, coded passages
-- where there is only a list of them.
with taguette as (
    select
        receipt_id,
        project_key,
        comment_key,
        document_key,
        'comment' as unit,
        text as comment_text
    from {{ source('raw', 'taguette_comments') }}
    union all
    select
        receipt_id,
        project_key,
        highlight_key,
        document_key,
        'passage',
        text
    from {{ source('raw', 'taguette_highlights') }}
),

-- a document speaks of a listening event by any name that it ever had
matched as (
    select
        documents.project_key,
        documents.document_key,
        engagements.engagement_id
    from {{ source('raw', 'taguette_documents') }} as documents
    inner join {{ ref('stg_landing__receipts') }} as receipts on documents.receipt_id = receipts.receipt_id
    inner join {{ ref('int_engagements_latest') }} as engagements on documents.name = engagements.document
    qualify row_number() over (
        partition by documents.project_key, documents.document_key
        order by receipts.received_at desc, receipts.receipt_id desc
    ) = 1
)

select
    exports.listening_version,
    exports.is_latest,
    taguette.receipt_id,
    taguette.project_key,
    taguette.comment_key,
    taguette.unit,
    matched.engagement_id,
    taguette.comment_text,
    cast(null as varchar) as language,
    cast(null as varchar) as question_code
from taguette
inner join {{ ref('int_exports_versioned') }} as exports
    on
        taguette.receipt_id = exports.receipt_id
        and taguette.project_key = exports.project_key
        and exports.is_whole = (taguette.unit = 'comment')
left join matched
    on taguette.project_key = matched.project_key and taguette.document_key = matched.document_key
union all
select
    listening_version,
    is_latest,
    receipt_id,
    'sheet',
    's-' || left(md5(engagement_id || '/' || comment_text || '/' || occurrence), 20),
    'comment',
    engagement_id,
    comment_text,
    language,
    question_code
from {{ ref('int_sheet_comments_versioned') }}
