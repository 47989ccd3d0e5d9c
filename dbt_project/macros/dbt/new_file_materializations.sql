{#-
  Every build is a new file, so nothing stands in the way of a model: it is created under its own name, outside
  any transaction. dbt's own materialisations create beside, rename and drop, which costs more than these
  models do; a build that fails is thrown away whole.

  A view does not name the catalog, which dbt calls `plan`: the file may be opened under any name.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {% if has_contract %}
        {% do assert_columns_as_in_contract(sql) %}
        {% do assert_public_columns_are_classified() %}
    {% endif %}
    {% call statement('main', auto_begin=False) -%}
        create or replace view {{ target_relation }} as (
            {{ sql | replace(this.include(schema=false, identifier=false) ~ '.', '') }}
        )
    {%- endcall %}
    {% if has_contract %}
        {% do assert_rows_as_in_contract(target_relation) %}
    {% endif %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set has_contract = config.get('contract').enforced -%}
    {% if has_contract %}
        {% do assert_columns_as_in_contract(sql) %}
        {% do assert_public_columns_are_classified() %}
    {% endif %}
    {% call statement('main', auto_begin=False) -%}
        {% if has_contract -%}
            create or replace table {{ target_relation }} (
                {{ adapter.render_raw_columns_constraints(raw_columns=model['columns']) | join(', ') }}
            );
            insert into {{ target_relation }} by name (
                {{ sql }}
            )
        {%- else -%}
            create or replace table {{ target_relation }} as (
                {{ sql }}
            )
        {%- endif %}
    {%- endcall %}
    {% if has_contract %}
        {% do assert_rows_as_in_contract(target_relation) %}
    {% endif %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#-
  A key is checked once, and no index kept for it: of millions of rows that takes longer than the model, and more
  room. Where there are as many hashes as rows no two keys are the same; else the keys themselves are counted.
  A table's columns refuse nulls themselves, a view's cannot.
-#}
{% macro assert_rows_as_in_contract(relation) %}
    {%- set keys = [] -%}
    {%- set wrong = [] -%}
    {%- for constraint in model['constraints'] if constraint.type == 'primary_key' -%}
        {%- do keys.append(constraint.columns | join(', ')) -%}
        {%- do wrong.append('count(*) <> count(distinct hash(' ~ keys[0] ~ '))') -%}
    {%- endfor -%}
    {%- if relation.is_view -%}
        {%- for column in model['columns'].values() -%}
            {%- if 'not_null' in column.constraints | map(attribute='type') -%}
                {%- do wrong.append('count(*) <> count(' ~ column.name ~ ')') -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if wrong and run_query('select 1 from ' ~ relation ~ ' having ' ~ wrong | join(' or ')).rows -%}
        {%- do assert_key_is_unique(relation, keys) -%}
        {%- do assert_nothing_is_missing(relation, wrong[keys | length:]) -%}
    {%- endif -%}
{% endmacro %}

{% macro assert_key_is_unique(relation, keys) %}
    {%- for key in keys -%}
        {%- set twice = run_query(
            'select ' ~ key ~ ' from ' ~ relation ~ ' group by all having count(*) > 1 limit 1'
        ).rows -%}
        {%- if twice -%}
            {%- do exceptions.raise_compiler_error(
                model.name ~ ' has more than one row of ' ~ key ~ ': ' ~ twice[0].values() | join(', ')
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{% macro assert_nothing_is_missing(relation, conditions) %}
    {%- for condition in conditions -%}
        {%- if run_query('select 1 from ' ~ relation ~ ' having ' ~ condition).rows -%}
            {%- do exceptions.raise_compiler_error(model.name ~ ' lacks a required value: ' ~ condition) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{#- The declared types are DuckDB's own names, so one question to the database is enough. -#}
{% macro assert_columns_as_in_contract(sql) %}
    {%- set found = {} -%}
    {%- for column in get_column_schema_from_query(sql) -%}
        {%- do found.update({column.name: column.dtype | string | lower}) -%}
    {%- endfor -%}
    {%- set declared = {} -%}
    {%- for column in model['columns'].values() -%}
        {%- do declared.update({column.name: column.data_type | lower}) -%}
    {%- endfor -%}
    {%- if found != declared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' does not keep its contract: declared ' ~ declared ~ ', found ' ~ found
        ) -%}
    {%- endif -%}
{% endmacro %}

{% macro assert_public_columns_are_classified() %}
    {%- for column in model['columns'].values() -%}
        {%- if model.schema == 'public' and column.meta.get('classification') != 'public' -%}
            {%- do exceptions.raise_compiler_error(
                'Column ' ~ column.name ~ ' of ' ~ model.name ~ ' is not classified public'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{#- DuckDB reads a seed's CSV itself; columns are text unless `column_types` says otherwise. -#}
{% materialization seed, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set path = model.root_path ~ '/' ~ model.original_file_path -%}
    {%- set types = config.get('column_types', {}) -%}
    {% call statement('main', auto_begin=False) -%}
        create or replace table {{ target_relation }} as (
            select *
            {%- if types %} replace (
                {%- for name, type in types.items() %}
                cast({{ name }} as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
                {%- endfor %}
            ){% endif %}
            from read_csv('{{ path | replace("'", "''") }}', header = true, all_varchar = true, nullstr = '')
        )
    {%- endcall %}
    {% do store_result('agate_table', response='OK') %}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
