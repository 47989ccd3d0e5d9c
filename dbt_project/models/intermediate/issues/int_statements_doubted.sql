-- What a person should look at in what was stated, both sides quoted.
{{ config(materialized='view') }}

with statements as (
    select
        *,
        lag(what_happened) over in_order as words_before,
        lag(stage) over in_order as stage_before
    from {{ ref('int_statements_ordered') }}
    window in_order as (partition by action_id, party_id, kind order by statement_number)
),

issues as (
    select
        *,
        unnest(list_distinct([
            case when role = 'none' then 'party_without_a_part' end,
            case when counted_round_id is null then 'counts_in_no_round' end,
            case when kind = 'content' and stage = 'in_progress' and rating is null then 'rating_missing' end,
            case
                when stage <> 'in_progress' and rating_as_given is not null
                    then 'rating_without_progress'
            end,
            case
                when
                    kind = 'content' and reason is null
                    and (stage in ('paused', 'stopped') or rating in ('at_risk', 'delayed'))
                    then 'reason_missing'
            end,
            case when stage = 'paused' and look_again_on is null then 'pause_without_date' end,
            case
                when kind = 'content' and stage = 'complete' and evidence_url is null
                    then 'complete_without_evidence'
            end,
            case
                when kind = 'content' and stage = 'complete' and completed_on is null
                    then 'complete_without_date'
            end,
            case when completed_on > stated_on then 'completed_in_the_future' end,
            case
                when stage in ('not_started', 'in_progress') and forecast_finish_on < stated_on
                    then 'forecast_in_the_past'
            end,
            case when next_news_by < stated_on then 'news_promised_for_the_past' end,
            case
                when stage_before = 'complete' and stage <> 'complete' and reason is null
                    then 'step_back_without_reason'
            end,
            case when kind = 'content' and what_happened = words_before then 'words_repeated' end
        ])) as issue
    from statements
)

select
    issue,
    counted_round_id as round_id,
    action_id,
    receipt_id,
    row_number,
    party_id,
    concat_ws(', ', stage, rating_as_given, cast(completed_on as varchar), what_happened) as found,
    case issue
        when 'words_repeated' then words_before
        when 'step_back_without_reason' then stage_before
        when 'forecast_in_the_past' then concat('forecast ', forecast_finish_on, ', said ', stated_on)
        when 'news_promised_for_the_past' then concat('news by ', next_news_by, ', said ', stated_on)
        when 'completed_in_the_future' then concat('said ', stated_on)
    end as against
from issues
where issue is not null
