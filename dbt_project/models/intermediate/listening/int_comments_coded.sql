-- Each tag that a comment carries through its highlights, once in each version of the listening; a passage
-- of a list carries its own.
-- A passage that touches no comment, such as a marked heading, tags nothing.
with tags as (
    select
        exports.listening_version,
        highlight_tags.receipt_id,
        highlight_tags.project_key,
        highlight_tags.highlight_key,
        tags.path as tag_path
    from {{ source('raw', 'taguette_highlight_tags') }} as highlight_tags
    inner join {{ ref('int_exports_versioned') }} as exports
        on highlight_tags.receipt_id = exports.receipt_id and highlight_tags.project_key = exports.project_key
    inner join {{ source('raw', 'taguette_tags') }} as tags
        on
            highlight_tags.receipt_id = tags.receipt_id
            and highlight_tags.project_key = tags.project_key
            and highlight_tags.tag_key = tags.tag_key
)

select distinct
    comments.listening_version,
    comments.is_latest,
    comments.project_key,
    comments.comment_key,
    tags.tag_path,
    case when tags.tag_path like 'theme.%' then substr(tags.tag_path, 7) end as theme_id,
    case when tags.tag_path like 'topic.%' then substr(tags.tag_path, 7) end as topic_code,
    case when tags.tag_path like 'question.%' then substr(tags.tag_path, 10) end as question_code
from tags
left join {{ source('raw', 'taguette_highlight_comments') }} as links
    on
        tags.receipt_id = links.receipt_id
        and tags.project_key = links.project_key
        and tags.highlight_key = links.highlight_key
inner join {{ ref('int_comments_versioned') }} as comments
    on
        tags.listening_version = comments.listening_version
        and tags.project_key = comments.project_key
        and coalesce(links.comment_key, tags.highlight_key) = comments.comment_key
