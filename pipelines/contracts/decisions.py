"""Decisions: events that the steering group and its officers record, never edit."""

from datetime import date
from typing import Annotated

from pipelines.contracts.base import Column, Contract, Row, Table, tables
from pipelines.contracts.ids import ActionId, RowId, Sha256, Short, Slug, Text
from pipelines.locale import N_


class Decision(Row):
    """One decision, and what it speaks of."""

    decision: Annotated[
        str, Column(N_("Decision"), N_("What was decided."), "settle", vocabulary="decision", width=20)
    ]
    action_id: Annotated[
        ActionId | None,
        Column(N_("Action number"), N_("The action that the decision speaks of."), "A07"),
    ] = None
    partner_id: Annotated[
        Slug | None,
        Column(
            N_("Partner"),
            N_("The partner whose agreement to a boundary card it is, or steering-group."),
            "health-board",
        ),
    ] = None
    text_sha256: Annotated[
        Sha256 | None,
        Column(
            N_("Hash of the text"),
            N_("The fingerprint of the boundary card that was agreed; `plan decide` fills in today's."),
            "4b7d" + "0" * 60,
            width=20,
        ),
    ] = None
    round_id: Annotated[
        Slug | None, Column(N_("Round"), N_("The round that the decision speaks of."), "2025-06")
    ] = None
    role: Annotated[
        str,
        Column(N_("Role"), N_("The role that decided, never a name."), "chair", vocabulary="role"),
    ]
    stage: Annotated[
        str | None,
        Column(
            N_("Stage"), N_("The stage as the steering group sees it."), "in_progress", vocabulary="stage"
        ),
    ] = None
    rating: Annotated[
        str | None,
        Column(
            N_("Rating"),
            N_("The rating as the steering group sees it."),
            "at_risk",
            vocabulary="rating",
            mixed_up_with="stage",
        ),
    ] = None
    words: Annotated[
        Text | None,
        Column(
            N_("Words"),
            N_("The group's words, as they may be published."),
            N_("Residents still find it shut."),
            width=40,
        ),
    ] = None
    words_language: Annotated[
        str | None,
        Column(
            N_("Language of the words"),
            N_("English or Cymraeg."),
            "en",
            vocabulary="language",
        ),
    ] = None
    what_would_settle: Annotated[
        Text | None,
        Column(
            N_("What would settle it"),
            N_("What would have to be seen for both to agree."),
            N_("The doors open four evenings in a row."),
            width=40,
        ),
    ] = None
    look_again_on: Annotated[
        date | None, Column(N_("Look again on"), N_("The day on which the group looks again."), "2025-09-01")
    ] = None
    agreed_finish: Annotated[
        date | None,
        Column(
            N_("Agreed finish"),
            N_("The new agreed date. A month alone means its last day."),
            "2026-06",
            month="last",
        ),
    ] = None
    subject_receipt_id: Annotated[
        RowId | None,
        Column(
            N_("Receipt"),
            N_("The receipt of the submission that the decision speaks of."),
            "20250709T090000000000Z-1f0a9c",
        ),
    ] = None
    voice_id: Annotated[
        RowId | None, Column(N_("Voice"), N_("The voice that it speaks of."), "v-0c4f5a90b1de")
    ] = None
    consent_reference: Annotated[
        Short | None,
        Column(
            N_("Consent"), N_("Where the consent to publish a quote is kept, never a name."), "C-2024-017"
        ),
    ] = None
    consent_scope: Annotated[
        str | None,
        Column(N_("Scope of the consent"), N_("Where it may appear."), "web", vocabulary="consent_scope"),
    ] = None
    consented_on: Annotated[
        date | None, Column(N_("Consented on"), N_("The day of the consent."), "2024-05-20")
    ] = None
    guardian_consent_reference: Annotated[
        Short | None,
        Column(
            N_("Guardian's consent"),
            N_("Needed for those under 18: where a parent's or guardian's consent is kept."),
            "G-2024-003",
        ),
    ] = None
    question_id: Annotated[
        RowId | None, Column(N_("Question number"), N_("The question that it speaks of."), "Q07")
    ] = None
    answer_en: Annotated[
        Text | None,
        Column(
            N_("Answer in English"),
            N_("The answer to the question, in plain words, as it is published."),
            N_("It opens on the first Monday in July."),
            width=40,
        ),
    ] = None
    answer_cy: Annotated[
        Text | None, Column(N_("Answer in Welsh"), N_("The same answer in Welsh."), width=40)
    ] = None
    general_words_en: Annotated[
        Text | None,
        Column(
            N_("General words in English"),
            N_("The question in words that tell nothing of who asked it."),
            N_("Somebody asked when the youth space opens."),
            width=40,
        ),
    ] = None
    general_words_cy: Annotated[
        Text | None,
        Column(N_("General words in Welsh"), N_("The same in Welsh."), width=40),
    ] = None
    reviewed_sha256: Annotated[
        Sha256 | None,
        Column(
            N_("Hash of what was reviewed"),
            N_("The fingerprint that `plan round sign-off` computes of the rows that are signed off."),
            "9f2c" + "0" * 60,
            width=20,
        ),
    ] = None
    reason: Annotated[
        Text | None,
        Column(N_("Reason"), N_("Why it was decided."), N_("The lease was signed late."), width=40),
    ] = None
    decided_on: Annotated[date, Column(N_("Decided on"), N_("The day of the decision."), "2025-07-09")]


DECISIONS = Contract(
    feed="decisions",
    title=N_("Decisions"),
    purpose=N_("What the steering group decided; decisions add up and are never edited."),
    tables=tables(Table("decisions", N_("Decisions"), Decision)),
)
