{#-
  Every build is a new file, so nothing stands in the way of a model: it is created under its own name, outside
  any transaction. dbt's own materialisations create beside, rename and drop, which costs more than these
  models do; a build that fails is thrown away whole.

  A view does not name the catalog, which dbt calls `plan`: the file may be opened under any name.
-#}

{% materialization view, adapter='duckdb' %}
    {%- set without_catalog = sql | replace(this.include(schema=false, identifier=false) ~ '.', '') -%}
    {{ return({'relations': [create_in_new_file('view', without_catalog)]}) }}
{% endmaterialization %}

{% materialization table, adapter='duckdb' %}
    {{ return({'relations': [create_in_new_file('table', sql)]}) }}
{% endmaterialization %}

{% macro create_in_new_file(type, sql) %}
    {%- set relation = this.incorporate(type=type) -%}
    {% call statement('main', auto_begin=False) -%}
        create or replace {{ type }} {{ relation }} as (
            {{ sql }}
        )
    {%- endcall %}
    {%- if config.get('contract').enforced -%}
        {%- do assert_public_columns_are_classified() -%}
        {%- do assert_as_in_contract(relation) -%}
    {%- endif -%}
    {{ return(relation) }}
{% endmacro %}

{#-
  One question to the database, as each takes dbt longer than DuckDB; the declared types are DuckDB's own names.
  No index is kept for a key or for what is required: of millions of rows that takes longer than the model, and
  more room. Where there are as many hashes as rows no two keys are the same; else the keys themselves are counted.
-#}
{% macro assert_as_in_contract(relation) %}
    {%- set declared, absent = [], [] -%}
    {%- for column in model['columns'].values() -%}
        {%- do declared.append(column.name ~ ' ' ~ column.data_type | lower) -%}
        {%- if 'not_null' in column.constraints | map(attribute='type') -%}
            {%- do absent.append('count(*) <> count(' ~ column.name ~ ')') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set key = config.get('meta').get('key', []) | join(', ') -%}
    {%- set wrong = absent + (['count(*) <> count(distinct hash(' ~ key ~ '))'] if key else []) -%}
    {%- set question -%}
        select
            (
                select string_agg(column_name || ' ' || lower(column_type), ', ' order by column_name)
                from (describe {{ relation }})
            ),
            {{ wrong | join(' or ') or 'false' }}
        from {{ relation }}
    {%- endset -%}
    {%- set declared = declared | sort | join(', ') -%}
    {%- set found, is_wrong = run_query(question).rows[0] -%}
    {%- if found != declared -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' does not keep its contract: declared ' ~ declared ~ '; found ' ~ found
        ) -%}
    {%- endif -%}
    {%- if is_wrong -%}
        {%- do assert_nothing_is_missing(relation, absent) -%}
        {%- if key -%}{%- do assert_key_is_unique(relation, key) -%}{%- endif -%}
    {%- endif -%}
{% endmacro %}

{% macro assert_nothing_is_missing(relation, conditions) %}
    {%- for condition in conditions -%}
        {%- if run_query('select 1 from ' ~ relation ~ ' having ' ~ condition).rows -%}
            {%- do exceptions.raise_compiler_error(model.name ~ ' lacks a required value: ' ~ condition) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{% macro assert_key_is_unique(relation, key) %}
    {%- set twice = run_query(
        'select ' ~ key ~ ' from ' ~ relation ~ ' group by all having count(*) > 1 limit 1'
    ).rows -%}
    {%- if twice -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ' has more than one row of ' ~ key ~ ': ' ~ twice[0].values() | join(', ')
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
