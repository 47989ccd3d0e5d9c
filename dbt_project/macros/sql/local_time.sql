{#- The plan lives by the clock of its own time zone; timestamps are stored in UTC. -#}

{% macro time_zone() -%}
    {{ var('time_zone') }}
{%- endmacro %}

{% macro local_date(utc_timestamp) -%}
    cast({{ utc_timestamp }} at time zone 'UTC' at time zone '{{ time_zone() }}' as date)
{%- endmacro %}

{% macro closing_moment(closes_on) -%}
    (({{ closes_on }} + time '23:59') at time zone '{{ time_zone() }}' at time zone 'UTC')
{%- endmacro %}

{% macro opening_moment(opens_on) -%}
    (cast({{ opens_on }} as timestamp) at time zone '{{ time_zone() }}' at time zone 'UTC')
{%- endmacro %}
