"""What the plan answers to what people said: where each topic went, and what there is to build on."""

from typing import Annotated

from pipelines.contracts.base import Column, Row
from pipelines.contracts.ids import ActionId, Short, Slug, Text
from pipelines.locale import N_


class Topic(Row):
    """One topic that people spoke of, as it is coded, and what became of it."""

    topic_code: Annotated[Slug, Column(N_("Topic"), N_("The topic's code."), "bus-routes")]
    title_en: Annotated[Short, Column(N_("Title in English"), N_("Its title."), N_("Bus routes"))]
    title_cy: Annotated[
        Short | None,
        Column(
            N_("Title in Welsh"), N_("Its title in Welsh."), "Llwybrau bws", is_needed_in_its_language=True
        ),
    ] = None
    theme_id: Annotated[Slug | None, Column(N_("Theme"), N_("The theme's id."), "spaces-environment")] = None
    destination: Annotated[
        str,
        Column(N_("Destination"), N_("What became of it in the plan."), "taken_up", vocabulary="destination"),
    ]
    reason_en: Annotated[
        Text | None,
        Column(
            N_("Reason in English"),
            N_("Why, in a sentence for those who said it. Needed unless all of it is taken up."),
            N_("The group asked for it; the council decides in spring."),
            width=60,
        ),
    ] = None
    reason_cy: Annotated[
        Text | None, Column(N_("Reason in Welsh"), N_("The same sentence in Welsh."), width=60)
    ] = None


class ActionTopic(Row):
    """An action takes up what people said on a topic."""

    action_id: Annotated[ActionId, Column(N_("Action number"), N_("The action's number."), "A07")]
    topic_code: Annotated[Slug, Column(N_("Topic"), N_("The topic's code."), "bus-routes")]


class Asset(Row):
    """Something that the community has: a place or a group, never a person; its owner agrees to be listed."""

    asset_id: Annotated[Slug, Column(N_("Asset"), N_("The asset's id."), "community-gardens")]
    theme_id: Annotated[Slug | None, Column(N_("Theme"), N_("The theme's id."), "spaces-environment")] = None
    topic_code: Annotated[
        Slug | None, Column(N_("Topic"), N_("The topic under which people spoke of it."), "community-garden")
    ] = None
    name_en: Annotated[Short, Column(N_("Name in English"), N_("Its name."), N_("The community gardens"))]
    name_cy: Annotated[
        Short | None,
        Column(
            N_("Name in Welsh"),
            N_("Its name in Welsh."),
            "Y gerddi cymunedol",
            is_needed_in_its_language=True,
        ),
    ] = None


class ActionAsset(Row):
    """An action builds on an asset."""

    action_id: Annotated[ActionId, Column(N_("Action number"), N_("The action's number."), "A07")]
    asset_id: Annotated[Slug, Column(N_("Asset"), N_("The asset's id."), "community-gardens")]
