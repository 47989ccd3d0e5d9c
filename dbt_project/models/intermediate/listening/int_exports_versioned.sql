-- The export of each Taguette project that counts in a version; its rows replace those of every other.
with exports as (
    select
        known.listening_version,
        known.is_latest,
        projects.project_key,
        projects.receipt_id,
        projects.exported_from = 'sqlite3' as is_whole
    from {{ source('raw', 'taguette_projects') }} as projects
    inner join {{ ref('int_listening_versions') }} as known on projects.receipt_id = known.receipt_id
    qualify row_number() over (
        partition by known.listening_version, projects.project_key
        -- a project says when it was last edited; a list does not, and the last to arrive counts
        order by projects.last_command_at desc nulls last, known.received_at desc, known.receipt_id desc
    ) = 1
),

documents as (
    select distinct
        exports.listening_version,
        exports.project_key,
        exports.is_whole,
        documents.name
    from exports
    inner join {{ source('raw', 'taguette_documents') }} as documents
        on exports.receipt_id = documents.receipt_id and exports.project_key = documents.project_key
),

-- a list names no project; one that shares more than half of its documents with a project is of that project
known_whole as (
    select
        lists.listening_version,
        lists.project_key
    from documents as lists
    left join documents as whole
        on lists.listening_version = whole.listening_version and lists.name = whole.name and whole.is_whole
    where not lists.is_whole
    group by lists.listening_version, lists.project_key
    having count(distinct whole.name) * 2 > count(distinct lists.name)
)

select exports.*
from exports
anti join known_whole
    on
        exports.listening_version = known_whole.listening_version
        and exports.project_key = known_whole.project_key
