-- Each tag that a comment carries through its highlights, once.
select distinct
    comments.project_key,
    comments.comment_key,
    tags.tag_path,
    case when tags.tag_path like 'theme.%' then substr(tags.tag_path, 7) end as theme_id,
    case when tags.tag_path like 'topic.%' then substr(tags.tag_path, 7) end as topic_code
from {{ ref('int_comments_latest') }} as comments
inner join {{ ref('stg_taguette__highlight_comments') }} as links
    on
        comments.receipt_id = links.receipt_id
        and comments.project_key = links.project_key
        and comments.comment_key = links.comment_key
inner join {{ ref('stg_taguette__highlight_tags') }} as highlight_tags
    on
        links.receipt_id = highlight_tags.receipt_id
        and links.project_key = highlight_tags.project_key
        and links.highlight_key = highlight_tags.highlight_key
inner join {{ ref('stg_taguette__tags') }} as tags
    on
        highlight_tags.receipt_id = tags.receipt_id
        and highlight_tags.project_key = tags.project_key
        and highlight_tags.tag_key = tags.tag_key
