with tagged as (
    select * from {{ ref('int_comments_coded') }}
    where is_latest
),

said as (
    select
        themes.theme_id,
        questions.question_code,
        count(*) as comment_count
    from tagged as themes
    inner join tagged as questions
        on themes.project_key = questions.project_key and themes.comment_key = questions.comment_key
    where themes.theme_id is not null and questions.question_code is not null
    group by themes.theme_id, questions.question_code
),

questions as (
    select asked.*
    from (values ('have', 1), ('need', 2), ('change', 3)) as asked (question_code, position)
)

select
    themes.theme_id,
    questions.question_code,
    cast(questions.position as integer) as position,
    cast(coalesce(said.comment_count, 0) as integer) as comment_count
from {{ ref('themes') }} as themes
cross join questions
left join said on themes.theme_id = said.theme_id and questions.question_code = said.question_code
