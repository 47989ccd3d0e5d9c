{#-
  The metrics of a round, declared once for themes, partners and the plan. The rows are those of
  `fct_action_rounds`; a group without actions may have one row whose action_id is null, and counts nothing.
-#}
{% macro round_metrics() -%}
    cast(count(action_id) as integer) as action_count,
    {%- for headline in [
        'awaiting_first_update', 'seen_differently', 'stopped', 'complete', 'paused',
        'delayed', 'update_overdue', 'at_risk', 'on_track', 'not_started',
    ] %}
    cast(count(*) filter (where headline = '{{ headline }}') as integer) as {{ headline }}_count,
    {%- endfor %}
    cast(count(*) filter (where freshness = 'confirmed') as integer) as confirmed_count,
    {%- for change in ['better', 'worse', 'same', 'newly_confirmed'] %}
    cast(count(*) filter (where change = '{{ change }}') as integer) as {{ change }}_count,
    {%- endfor %}
    {%- for counted in [
        'milestone', 'milestone_done', 'milestone_cancelled', 'milestone_due', 'milestone_due_done',
        'news_due', 'news_kept',
    ] %}
    cast(coalesce(sum({{ counted }}_count), 0) as integer) as {{ counted }}_count,
    {%- endfor %}
    cast(count(days_since_confirmed) as integer) as ever_confirmed_count,
    cast(median(days_since_confirmed) as double) as median_days_since_confirmed,
    cast(median(days_in_stage) as double) as median_days_in_stage
{%- endmacro %}
