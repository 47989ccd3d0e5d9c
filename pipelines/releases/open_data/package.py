"""`datapackage.json`: what a release holds, table by table and column by column (Data Package v2).

The keys, references and codes of a column are those of dbt's contract; nothing is listed here again. Of a
number, `unit` says what it counts, and `partOf` the column that it is a part of: what a share is taken of.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from pipelines import clock
from pipelines.contracts.languages import language_of, languages_of
from pipelines.register.model import STEERING_GROUP
from pipelines.releases.allow_list import PublicColumn, PublicTable, without_listening
from pipelines.releases.release import Release
from pipelines.releases.tables import codes_of

HELD_BACK = "[c]"
"""What stands for a number of people that is held back."""
WORKBOOK = "plan.xlsx"

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {
    "varchar": "string",
    "integer": "integer",
    "bigint": "integer",
    "double": "number",
    "boolean": "boolean",
    "date": "date",
    "timestamp": "datetime",
}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SOURCE = {
    "title": "What partners, residents and the steering group handed in, by receipt",
    "title_cy": "Yr hyn a gyflwynodd partneriaid, trigolion a'r grŵp llywio, fesul derbynneb",
    "path": "csv/sources.csv",
}
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}


def package_of(
    connection: duckdb.DuckDBPyConnection, release: Release, tables: list[PublicTable]
) -> dict[str, Any]:
    """Return the description of a release whose tables are in the attached database `release`.

    What only the finished files can tell, bytes and hashes, is added when the release is sealed.
    """
    ((name_en, name_cy, group_en, group_cy, has_listening, time_zone),) = connection.execute(
        "select name_en, name_cy, steering_group_en, steering_group_cy, has_listening, time_zone "
        "from release.public.plan"
    ).fetchall()
    zone = ZoneInfo(time_zone)
    rounds = connection.execute(
        "select round_id, name_en, name_cy, opens_on, closes_on from release.public.rounds "
        "semi join release.public.action_rounds using (round_id) order by position"
    ).fetchall()
    first, last = (
        {"name": round_id, "title": en, "title_cy": cy or en}
        for round_id, en, cy, *_ in (rounds[0], rounds[-1])
    )
    opens_on, closes_on = rounds[0][3], rounds[-1][4]
    partners = connection.execute(
        "select name_en, name_cy from release.public.partners where partner_id <> $group order by partner_id",
        {"group": STEERING_GROUP},
    ).fetchall()
    languages = languages_of(release.languages)
    known = tables if has_listening else without_listening(tables)
    told = [table.in_languages(languages) for table in known if not _is_left_out(table, release)]
    in_all = {
        "$schema": PROFILE,
        "name": f"{release.plan_id}-{release.release_id}",
        "id": f"{release.plan_id}/{release.release_id}",
        "title": f"{name_en}: how its actions stand, {last['title']}",
        "title_cy": f"{name_cy or name_en}: sut mae ei gamau gweithredu, {last['title_cy']}",
        "description": _description(release, has_listening),
        "description_cy": _description_cy(release, has_listening),
        "version": f"{release.round_id}.{release.revision}",
        "created": release.published_at,
        "publishedOn": _day(release.published_at, zone),
        "figuresAsOf": _day(release.as_of, zone),
        "firstRound": first["name"],
        "lastRound": last["name"],
        "roundTitles": [{key: each[key] for key in ("title", "title_cy")} for each in (first, last)],
        "temporalCoverage": f"{opens_on}/{closes_on}",
        "isDemonstration": release.is_demonstration,
        "licenses": [LICENCE],
        "sources": [SOURCE],
        "contributors": [
            {
                "title": group_en or name_en,
                "title_cy": group_cy or group_en or name_cy or name_en,
                "roles": ["publisher"],
            },
            *({"title": name, "title_cy": cy or name, "roles": ["contributor"]} for name, cy in partners),
        ],
        "resources": [_resource(connection, table, {each.name for each in told}) for table in told],
        "otherFormats": [
            _file("plan", WORKBOOK, "xlsx"),
            *(_file(table.name, f"parquet/{table.name}.parquet", "parquet") for table in told),
        ],
    }
    package: dict[str, Any] = _spoken(in_all, languages)
    return package


def _day(moment: str, zone: ZoneInfo) -> str:
    """Return the day of a time of the release where the plan is."""
    return clock.day_of(datetime.fromisoformat(moment), zone).isoformat()


def days_of(package: dict[str, Any], release: Release) -> dict[str, str]:
    """Return the days `published_on` and `as_of` of a release where the plan is, as its description has them.

    A description that an earlier version wrote has none; what it said then were the days in UTC.
    """
    return {
        "published_on": package.get("publishedOn", release.published_at[:10]),
        "as_of": package.get("figuresAsOf", release.as_of[:10]),
    }


def _is_left_out(table: PublicTable, release: Release) -> bool:
    return table.is_left_out_when_empty and release.tables[table.name]["row_count"] == 0


def _spoken(said: Any, languages: tuple[str, ...]) -> Any:
    """Return a description without the entries in a language that the plan does not speak."""
    if isinstance(said, list):
        return [_spoken(each, languages) for each in said]
    if not isinstance(said, dict):
        return said
    told = (None, *languages)
    return {key: _spoken(value, languages) for key, value in said.items() if language_of(key) in told}


def files_of(package: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the description of every data file, whatever its format."""
    return [*package["otherFormats"], *package["resources"]]


def _description(release: Release, has_listening: bool) -> str:
    return " ".join(
        [
            *([release.statement_en] if release.statement_en else []),
            "How the actions of a community plan stand, as partners report and the steering group reviews. "
            "Management information, not official statistics.",
            *(["People's own words are not under the licence."] if has_listening else []),
        ]
    )


def _description_cy(release: Release, has_listening: bool) -> str:
    return " ".join(
        [
            *([release.statement_cy] if release.statement_cy else []),
            "Sut mae camau gweithredu cynllun cymunedol, fel yr adroddodd partneriaid ac yr adolygodd y "
            "grŵp llywio. Gwybodaeth reoli, nid ystadegau swyddogol.",
            *(["Nid yw geiriau pobl eu hunain o dan y drwydded."] if has_listening else []),
        ]
    )


def _resource(
    connection: duckdb.DuckDBPyConnection, table: PublicTable, others: Collection[str]
) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": _SCHEMA_PROFILE,
        "fields": [_field(connection, name, column) for name, column in table.columns.items()],
        "missingValues": [""],
    }
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if references := [
        _reference(table.name, name, column.references)
        for name, column in table.columns.items()
        if column.references and column.references.partition(".")[0] in others
    ]:
        schema["foreignKeys"] = references
    return {
        **_file(table.name, f"csv/{table.name}.csv", "csv"),
        "type": "table",
        "title": table.titles.get("en", table.name),
        **({"title_cy": table.titles["cy"]} if "cy" in table.titles else {}),
        "description": table.description,
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _file(name: str, path: str, format_: str) -> dict[str, Any]:
    return {"name": name, "path": path, "format": format_, "mediatype": _MEDIA_TYPES[format_]}


def _field(connection: duckdb.DuckDBPyConnection, name: str, column: PublicColumn) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if codes := codes_of(connection, column.vocabulary) if column.vocabulary else list(column.values):
        constraints["enum"] = codes
    if constraints:
        field["constraints"] = constraints
    if column.counts:
        field["unit"] = column.counts
    if column.of:
        field["partOf"] = column.of
    if column.held_back_by:
        field |= {"heldBackBy": column.held_back_by, "missingValues": ["", HELD_BACK]}
    return field


def _reference(table: str, column: str, target: str) -> dict[str, Any]:
    resource, _, field = target.partition(".")
    return {
        "fields": [column],
        "reference": {"resource": "" if resource == table else resource, "fields": [field]},
    }
