{#- What a round is called where the plan gives it no name: the month that its id is, else nothing. -#}

{% macro month_name(round_id, language) -%}
    {%- set months = {
        'en': ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
               'October', 'November', 'December'],
        'cy': ['Ionawr', 'Chwefror', 'Mawrth', 'Ebrill', 'Mai', 'Mehefin', 'Gorffennaf', 'Awst', 'Medi',
               'Hydref', 'Tachwedd', 'Rhagfyr'],
    } -%}
    case when regexp_full_match({{ round_id }}, '20[0-9]{2}-(0[1-9]|1[0-2])') then
        concat({{ months[language] }}[cast({{ round_id }}[6:7] as integer)], ' ', {{ round_id }}[1:4])
    end
{%- endmacro %}
