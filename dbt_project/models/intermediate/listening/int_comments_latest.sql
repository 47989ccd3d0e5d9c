-- Comments of each Taguette project as last exported: the newest accepted export replaces the older.
with projects as (
    select
        projects.project_key,
        projects.receipt_id
    from {{ ref('stg_taguette__projects') }} as projects
    inner join {{ ref('stg_landing__receipts') }} as receipts on projects.receipt_id = receipts.receipt_id
    qualify row_number() over (
        partition by projects.project_key
        order by receipts.received_at desc, receipts.receipt_id desc
    ) = 1
)

select
    comments.receipt_id,
    comments.project_key,
    comments.comment_key,
    comments.position,
    documents.name as document
from {{ ref('stg_taguette__comments') }} as comments
inner join projects
    on comments.receipt_id = projects.receipt_id and comments.project_key = projects.project_key
left join {{ ref('stg_taguette__documents') }} as documents
    on
        comments.receipt_id = documents.receipt_id
        and comments.project_key = documents.project_key
        and comments.document_key = documents.document_key
