-- A row is an action with a rating although its agreed stage has none.
select
    round_id,
    action_id,
    stage,
    rating
from {{ ref('fct_action_rounds') }}
where rating is not null and stage <> 'in_progress'
