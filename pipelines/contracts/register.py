"""The register: the plan itself, as data."""

from datetime import date
from typing import Annotated

from pydantic import Field

from pipelines.contracts.answers import ActionAsset, ActionTopic, Asset, Topic
from pipelines.contracts.base import Caps, Column, Contract, Row, Table, tables
from pipelines.contracts.ids import (
    ActionId,
    Count,
    MilestoneId,
    Position,
    Sha256,
    Short,
    Slug,
    Text,
    Title,
    WebAddress,
)
from pipelines.contracts.indicators import INDICATORS
from pipelines.locale import N_

Days = Annotated[int, Field(ge=1, le=1000)]
TIME_ZONE = "Europe/London"
"""The time zone of a plan whose register says none."""

AGEING_AFTER_DAYS = 65
"""Days without a word of its lead after which an action is overdue, where the plan says nothing else."""

_DRAFT = "draft"
_PUBLISHED = N_(
    "The total that the plan itself has published. What is counted is shown exactly while it is this number, "
    "and else to the nearest five."
)
_ROUND_NAME = N_(
    "What people call it. A round whose id is a month, such as 2025-06, needs none: it is called June 2025."
)
_STATUS = N_("Whether the Welsh is a draft, or has been checked.")


class Plan(Row):
    """The plan and its own thresholds; exactly one row."""

    plan_id: Annotated[Slug, Column(N_("Plan"), N_("The plan's id."), "our-plan")]
    name_en: Annotated[Short, Column(N_("Name in English"), N_("Its name."), N_("Our plan"))]
    name_cy: Annotated[
        Short | None,
        Column(N_("Name in Welsh"), N_("Its name in Welsh."), "Ein cynllun", is_needed_in_its_language=True),
    ] = None
    languages: Annotated[
        str | None,
        Column(
            N_("Languages"),
            N_(
                "en for a plan in English alone, en;cy for one in English and Welsh. Empty: both. Where it "
                "is English alone, no column in Welsh is needed or read."
            ),
            "en;cy",
            vocabulary="languages",
        ),
    ] = None
    is_demonstration: Annotated[
        bool,
        Column(
            N_("Demonstration"),
            N_("Yes if what it says is invented; every page then says so."),
            "no",
            vocabulary="yes_no",
        ),
    ]
    as_of: Annotated[
        date | None,
        Column(N_("Clock stands at"), N_("Only for a demonstration: the day at which time stands still.")),
    ] = None
    time_zone: Annotated[
        Short | None,
        Column(
            N_("Time zone"),
            N_(
                "Where the plan's days begin and its rounds close, by its name in the time zone database. "
                "Empty: Europe/London."
            ),
            TIME_ZONE,
        ),
    ] = None
    action_count: Annotated[Count, Column(N_("Number of actions"), N_("How many actions it has."), "40")]
    ageing_after_days: Annotated[
        Days,
        Column(
            N_("Overdue after days"),
            N_("Days without an update after which it is overdue."),
            str(AGEING_AFTER_DAYS),
        ),
    ]
    reply_working_days: Annotated[
        Days, Column(N_("Working days to reply"), N_("How long a partner may take to reply to a view."), "5")
    ]
    steering_group_en: Annotated[
        Short, Column(N_("Steering group in English"), N_("Its name."), N_("The steering group"))
    ]
    steering_group_cy: Annotated[
        Short | None,
        Column(
            N_("Steering group in Welsh"),
            N_("Its name in Welsh."),
            "Y grŵp llywio",
            is_needed_in_its_language=True,
        ),
    ] = None
    statement_en: Annotated[
        Text | None, Column(N_("Statement in English"), N_("A sentence that stands on every page."))
    ] = None
    statement_cy: Annotated[
        Text | None, Column(N_("Statement in Welsh"), N_("The same sentence in Welsh."))
    ] = None
    published_participant_count: Annotated[
        Count | None, Column(N_("Published: people listened to"), _PUBLISHED, "1234")
    ] = None
    published_workshop_resident_count: Annotated[
        Count | None, Column(N_("Published: residents at workshops"), _PUBLISHED, "96")
    ] = None
    published_workshop_partner_count: Annotated[
        Count | None, Column(N_("Published: partners at workshops"), _PUBLISHED, "52")
    ] = None
    signing_key: Annotated[
        Sha256 | None,
        Column(
            N_("Signing key"),
            N_("Only if releases are signed: the public half of the key, as `plan key` says it."),
        ),
    ] = None


class Theme(Row):
    """One theme of the plan."""

    theme_id: Annotated[Slug, Column(N_("Theme"), N_("The theme's id."), "health-wellbeing")]
    position: Annotated[Position, Column(N_("Position"), N_("Its place in the order."), "1")]
    name_en: Annotated[Short, Column(N_("Name in English"), N_("Its name."), N_("Health and wellbeing"))]
    name_cy: Annotated[
        Short | None,
        Column(
            N_("Name in Welsh"), N_("Its name in Welsh."), "Iechyd a llesiant", is_needed_in_its_language=True
        ),
    ] = None


class Partner(Row):
    """One organisation that leads or supports actions."""

    partner_id: Annotated[Slug, Column(N_("Partner"), N_("The partner's id."), "health-board")]
    name_en: Annotated[Short, Column(N_("Name in English"), N_("Its name."), N_("The health board"))]
    name_cy: Annotated[
        Short | None,
        Column(
            N_("Name in Welsh"), N_("Its name in Welsh."), "Y bwrdd iechyd", is_needed_in_its_language=True
        ),
    ] = None
    contact_role_en: Annotated[
        Short | None,
        Column(
            N_("Whom to ask, in English"), N_("A role, never a person's name."), N_("The partnerships team")
        ),
    ] = None
    contact_role_cy: Annotated[
        Short | None,
        Column(N_("Whom to ask, in Welsh"), N_("The same in Welsh."), "Y tîm partneriaethau"),
    ] = None
    contact_url: Annotated[
        WebAddress | None,
        Column(
            N_("Where to ask"),
            N_("The web address of a page where anybody can ask, never a person's own address."),
            "https://example.org/contact",
            is_address=True,
        ),
    ] = None


class Action(Row):
    """One action; an open slot has neither title nor lead."""

    action_id: Annotated[ActionId, Column(N_("Action number"), N_("The action's number."), "A07")]
    position: Annotated[Position, Column(N_("Position"), N_("Its place in the order."), "7")]
    theme_id: Annotated[Slug, Column(N_("Theme"), N_("The theme's id."), "health-wellbeing")]
    title_en: Annotated[Title | None, Column(N_("Title in English"), N_("Its title."), width=40)] = None
    title_cy: Annotated[Title | None, Column(N_("Title in Welsh"), N_("Its title in Welsh."), width=40)] = (
        None
    )
    summary_en: Annotated[Text | None, Column(N_("Summary in English"), N_("What it is."))] = None
    summary_cy: Annotated[Text | None, Column(N_("Summary in Welsh"), N_("The same in Welsh."))] = None
    done_means_en: Annotated[
        Text | None, Column(N_("Done means, in English"), N_("How anybody can tell that it is done."))
    ] = None
    done_means_cy: Annotated[Text | None, Column(N_("Done means, in Welsh"), N_("The same in Welsh."))] = None
    cy_status: Annotated[Short | None, Column(N_("Status of the Welsh"), _STATUS, _DRAFT)] = None
    lead_partner_id: Annotated[
        Slug | None, Column(N_("Lead partner"), N_("The id of the partner that leads it."), "council")
    ] = None
    supporting_partner_ids: Annotated[
        Text | None,
        Column(
            N_("Supporting partners"),
            N_("The ids of those that support it, with a semicolon between."),
            "police;health-board",
        ),
    ] = None
    planned_start: Annotated[
        date | None,
        Column(N_("Planned start"), N_("A month alone means its first day."), "2024-06", month="first"),
    ] = None
    planned_finish: Annotated[
        date | None,
        Column(N_("Planned finish"), N_("A month alone means its last day."), "2026-03", month="last"),
    ] = None
    joined_to: Annotated[
        ActionId | None, Column(N_("Joined to"), N_("The action that it has become part of."), "A08")
    ] = None
    boundary_agreed_en: Annotated[
        Text | None, Column(N_("Agreed, in English"), N_("What has been agreed."))
    ] = None
    boundary_depends_on_en: Annotated[
        Text | None, Column(N_("Depends on, in English"), N_("What it depends on."))
    ] = None
    boundary_not_included_en: Annotated[
        Text | None, Column(N_("Not included, in English"), N_("What is not part of it."))
    ] = None
    boundary_can_influence_en: Annotated[
        Text | None, Column(N_("Open to influence, in English"), N_("What residents can still shape."))
    ] = None
    boundary_agreed_cy: Annotated[Text | None, Column(N_("Agreed, in Welsh"), N_("The same in Welsh."))] = (
        None
    )
    boundary_depends_on_cy: Annotated[
        Text | None, Column(N_("Depends on, in Welsh"), N_("The same in Welsh."))
    ] = None
    boundary_not_included_cy: Annotated[
        Text | None, Column(N_("Not included, in Welsh"), N_("The same in Welsh."))
    ] = None
    boundary_can_influence_cy: Annotated[
        Text | None, Column(N_("Open to influence, in Welsh"), N_("The same in Welsh."))
    ] = None


class Milestone(Row):
    """One dated step of an action."""

    milestone_id: Annotated[MilestoneId, Column(N_("Milestone number"), N_("Its number."), "A07-M2")]
    action_id: Annotated[ActionId, Column(N_("Action number"), N_("The action's number."), "A07")]
    position: Annotated[Position, Column(N_("Position"), N_("Its place in the order."), "2")]
    title_en: Annotated[Short, Column(N_("Title in English"), N_("Its title."), N_("Site confirmed"))]
    title_cy: Annotated[
        Short | None,
        Column(
            N_("Title in Welsh"),
            N_("Its title in Welsh."),
            "Safle wedi'i gadarnhau",
            is_needed_in_its_language=True,
        ),
    ] = None
    cy_status: Annotated[Short | None, Column(N_("Status of the Welsh"), _STATUS, _DRAFT)] = None
    due_on: Annotated[
        date, Column(N_("Due on"), N_("The day by which it is due."), "2025-06-30", month="last")
    ]


class Round(Row):
    """One reporting period, on dates known in advance."""

    round_id: Annotated[Slug, Column(N_("Round"), N_("The round's id."), "2025-06")]
    name_en: Annotated[Short | None, Column(N_("Name in English"), _ROUND_NAME, N_("Spring 2026"))] = None
    name_cy: Annotated[
        Short | None, Column(N_("Name in Welsh"), N_("Its name in Welsh."), "Gwanwyn 2026")
    ] = None
    opens_on: Annotated[date, Column(N_("Opens on"), N_("First day for returns."), "2025-06-16")]
    due_on: Annotated[date, Column(N_("Due on"), N_("The day by which returns are due."), "2025-06-27")]
    closes_on: Annotated[date, Column(N_("Closes on"), N_("Last day for returns."), "2025-07-02")]
    review_on: Annotated[date, Column(N_("Reviewed on"), N_("The group's meeting."), "2025-07-09")]
    publish_on: Annotated[date, Column(N_("Published on"), N_("The day of publication."), "2025-07-16")]


class RegisterChange(Row):
    """Why a load changes what had been agreed: one row for each change."""

    action_id: Annotated[
        ActionId, Column(N_("Action number"), N_("The action that changes."), "A07", width=10)
    ]
    milestone_id: Annotated[
        MilestoneId | None,
        Column(
            N_("Milestone number"),
            N_("The milestone of it that changes; empty where the action itself does."),
            "A07-M2",
            width=12,
        ),
    ] = None
    change: Annotated[
        str,
        Column(N_("Change"), N_("What changes."), "lead", vocabulary="register_change", width=20),
    ]
    reason: Annotated[
        Text, Column(N_("Reason"), N_("Why it changes."), N_("The lease was signed late."), width=60)
    ]


class ScreenedName(Row):
    """A name that must not appear in a published quote; this list never leaves the deployment."""

    name: Annotated[Short, Column(N_("Name"), N_("A name that people here would know."), width=30)]


class WordToAvoid(Row):
    """A word that the plan asks people not to write where they write plainly."""

    word: Annotated[
        Short,
        Column(
            N_("Word"),
            N_("What neighbours would not know, or would not like to be called."),
            N_("procurement framework"),
            width=30,
        ),
    ]
    instead: Annotated[
        Short | None,
        Column(N_("Instead"), N_("What could be written instead."), N_("how we buy things"), width=30),
    ] = None


REGISTER = Contract(
    feed="register",
    title=N_("Register"),
    purpose=N_("The plan itself: a workbook with these sheets, or a folder with a CSV file for each."),
    tables=tables(
        Table("plan", N_("Plan"), Plan),
        Table("themes", N_("Themes"), Theme),
        Table("partners", N_("Partners"), Partner),
        Table("actions", N_("Actions"), Action),
        Table("milestones", N_("Milestones"), Milestone),
        Table("rounds", N_("Rounds"), Round),
        Table("topics", N_("Topics"), Topic, is_optional=True),
        Table("action_topics", N_("Topics of actions"), ActionTopic, is_optional=True),
        Table("assets", N_("Assets"), Asset, is_optional=True),
        Table("action_assets", N_("Assets of actions"), ActionAsset, is_optional=True),
        INDICATORS,
        Table("names_to_screen", N_("Names to screen"), ScreenedName, is_optional=True),
        Table("words_to_avoid", N_("Words to avoid"), WordToAvoid, is_optional=True),
        Table("register_changes", N_("Changes"), RegisterChange, is_optional=True),
    ),
    caps=Caps(bytes=50_000_000, unpacked_bytes=400_000_000, rows=1_000_000, sheets=15),
)
