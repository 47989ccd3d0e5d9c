-- The listening event that a document speaks of, by any name that the document ever had.
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
