{#- The plan lives by the clock in Cardiff; timestamps are stored in UTC. -#}

{% macro local_date(utc_timestamp) -%}
    cast({{ utc_timestamp }} at time zone 'UTC' at time zone 'Europe/London' as date)
{%- endmacro %}

{% macro closing_moment(closes_on) -%}
    (({{ closes_on }} + time '23:59') at time zone 'Europe/London' at time zone 'UTC')
{%- endmacro %}

{% macro opening_moment(opens_on) -%}
    (cast({{ opens_on }} as timestamp) at time zone 'Europe/London' at time zone 'UTC')
{%- endmacro %}
