-- What a person should look at: in statements, in what was said of milestones, and in how an action stands at
-- a round's close.
with standing as (
    select
        *,
        unnest(list_distinct([
            case
                when headline = 'on_track' and milestone_due_count > milestone_due_done_count
                    then 'milestone_past_due_while_on_track'
            end,
            case
                when headline = 'complete' and milestone_count > milestone_done_count
                    then 'complete_with_open_milestones'
            end,
            case when finish_moved_count > 2 then 'finish_moved_often' end,
            case when forecast_moved_count > 2 then 'forecast_moved_often' end,
            case when stage is null and freshness <> 'never' then 'confirmed_with_nothing_agreed' end
        ])) as issue
    from {{ ref('fct_action_rounds') }}
),

doubted as (
    select
        issue,
        round_id,
        action_id,
        case issue
            when 'finish_moved_often'
                then concat('original finish ', original_finish_on)
            when 'forecast_moved_often' then concat('agreed finish ', agreed_finish_on)
            when 'confirmed_with_nothing_agreed' then concat('freshness ', freshness)
            else concat('headline ', headline)
        end as found,
        case issue
            when 'milestone_past_due_while_on_track'
                then milestone_due_done_count || ' of ' || milestone_due_count || ' milestones due are done'
            when 'complete_with_open_milestones'
                then concat(milestone_done_count, ' of ', milestone_count, ' milestones are done')
            when 'finish_moved_often'
                then concat('moved ', finish_moved_count, ' times to ', agreed_finish_on)
            when 'forecast_moved_often'
                then concat('forecast moved ', forecast_moved_count, ' times to ', forecast_finish_on)
        end as against
    from standing
    where issue is not null
),

issues as (
    select * from {{ ref('int_statements_doubted') }}
    union all by name
    select * from {{ ref('int_milestones_doubted') }}
    union all by name
    select * from doubted
)

select distinct
    issue,
    round_id,
    action_id,
    milestone_id,
    party_id,
    receipt_id,
    cast(row_number as integer) as row_number,
    found,
    against
from issues
