-- Every theme that a register has listed, as the newest one that lists it: earlier rounds speak of it.
with listed as (
    select themes.*
    from {{ source('raw', 'themes') }} as themes
    inner join {{ ref('int_register_versions') }} as versions
        on themes.receipt_id = versions.register_receipt_id
    qualify row_number() over (partition by themes.theme_id order by versions.version_number desc) = 1
),

comments as (
    select
        theme_id,
        count(*) as comment_count
    from {{ ref('int_comments_coded') }}
    where is_latest and theme_id is not null
    group by theme_id
),

actions as (
    select
        theme_id,
        count(*) as action_count
    from {{ ref('dim_actions') }}
    group by theme_id
)

select
    listed.theme_id,
    cast(listed.position as integer) as position,
    listed.name_en,
    listed.name_cy,
    cast(coalesce(actions.action_count, 0) as integer) as action_count,
    cast(coalesce(comments.comment_count, 0) as integer) as comment_count
from listed
left join actions on listed.theme_id = actions.theme_id
left join comments on listed.theme_id = comments.theme_id
