{#-
  Counts of people in public (conventions P2): to the nearest five, and 1 to 4 held back, but for a total that
  the plan itself has published. Of fewer than ten no detail is told that could tell who they are. Comments,
  events, actions and lines of a ledger are not people.
-#}
{% macro is_few(counted) -%}
    coalesce({{ counted }} between 1 and 4, false)
{%- endmacro %}

{% macro is_small_group(counted) -%}
    {{ counted }} < 10
{%- endmacro %}

{% macro to_nearest_five(counted) -%}
    cast(round({{ counted }} / 5.0) * 5 as integer)
{%- endmacro %}

{% macro to_nearest_ten(counted) -%}
    cast(round({{ counted }} / 10.0) * 10 as integer)
{%- endmacro %}
