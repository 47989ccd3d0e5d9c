{#- One count per headline; the order is the order of the rules. -#}
{% macro headline_counts() -%}
    {%- for headline in [
        'awaiting_first_update', 'seen_differently', 'stopped', 'complete', 'paused',
        'delayed', 'update_overdue', 'at_risk', 'on_track', 'not_started',
    ] %}
    cast(count(*) filter (where headline = '{{ headline }}') as integer) as {{ headline }}_count
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
{%- endmacro %}
