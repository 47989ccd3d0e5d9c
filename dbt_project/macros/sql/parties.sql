{#- The id under which the steering group stands among the partners. -#}

{% macro steering_group() -%}
    'steering-group'
{%- endmacro %}
