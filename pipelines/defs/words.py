"""How the assets are described to whoever opens Dagster's pages for the first time, from what dbt says."""

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator

from pipelines.warehouse.lineage import known_lineage

OWNERS = {
    "return": "team:secretary",
    "decisions": "team:secretary",
    "register": "team:administrator",
    "public": "team:steering-group",
    "review": "team:steering-group",
}
_LISTENING = "team:voices-lead"
_SOFTWARE = "team:administrator"
STAGES = {
    "raw": "1-raw",
    "vocabulary": "1-vocabulary",
    "staging": "2-staging",
    "intermediate": "3-intermediate",
    "review": "4-marts",
    "public": "4-marts",
}
"""Where an asset stands between landing and a release, in words that sort."""


def owner_of_feed(feed: str) -> str:
    """Return the role that looks after what comes in through a feed."""
    return OWNERS.get(feed, _LISTENING)


class DbtWords(DagsterDbtTranslator):
    """Describes the models as dbt does: by schema, with the columns that each column comes from."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the schema of the model."""
        return str(dbt_resource_props["schema"])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Return what dbt says the model is; its SQL is in the repository."""
        return str(dbt_resource_props["description"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str] | None:
        """Return the role that answers for what the model says."""
        return [OWNERS.get(dbt_resource_props["schema"], _SOFTWARE)]

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """Return the stage of the model, beside the tags that dbt gives it."""
        given = super().get_tags(dbt_resource_props)
        stage = STAGES.get(dbt_resource_props["schema"])
        return {**given, **({"stage": stage} if stage else {})}

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the columns of the model, and where each comes from once that was computed."""
        given = super().get_metadata(dbt_resource_props)
        name = f"{dbt_resource_props['schema']}.{dbt_resource_props['name']}"
        columns = known_lineage().get(name)
        if not columns:
            return given
        lineage = dg.TableColumnLineage(
            {
                column: [
                    dg.TableColumnDep(dg.AssetKey([schema, table]), source)
                    for schema, table, source in sources
                ]
                for column, sources in columns.items()
            }
        )
        return {**given, "dagster/column_lineage": lineage}
