"""Questions: what people ask of an action or a theme, as it was asked, and what of it may be shown."""

from datetime import date
from typing import Annotated

from pipelines.contracts.base import LISTENING_CAPS, Column, Contract, Row, Table, tables
from pipelines.contracts.ids import ActionId, RowId, Short, Slug, Spoken, Text
from pipelines.locale import N_


class Question(Row):
    """One question, or one remark, on an action or a theme."""

    question_id: Annotated[
        RowId | None,
        Column(
            N_("Question number"),
            N_("A number of its own, that never changes. Empty: it is given one."),
            "Q07",
            also=("ID", "Response ID"),
        ),
    ] = None
    action_id: Annotated[
        ActionId | None,
        Column(N_("Action number"), N_("The action that it is on; or else the theme."), "A07"),
    ] = None
    theme_id: Annotated[
        Slug | None,
        Column(
            N_("Theme"),
            N_("The theme that it is on, by its id, where it is on no one action."),
            "spaces-environment",
        ),
    ] = None
    asked_on: Annotated[
        date,
        Column(
            N_("Asked on"),
            N_("The day on which it was asked."),
            "2025-06-02",
            also=("Completion time", "Timestamp", "Amser cwblhau", "Stamp amser"),
        ),
    ]
    channel: Annotated[
        str | None,
        Column(
            N_("How it was asked"),
            N_("On paper, at an event, by a form or by e-mail. Empty: not recorded."),
            "paper",
            vocabulary="channel",
        ),
    ] = None
    question: Annotated[
        Spoken,
        Column(
            N_("Question"),
            N_("What was asked, word for word, without names."),
            N_("When does the youth space open?"),
            is_verbatim=True,
            width=60,
        ),
    ]
    language: Annotated[
        str | None,
        Column(N_("Language of the question"), N_("English or Cymraeg."), "en", vocabulary="language"),
    ] = None
    consent_scope: Annotated[
        str | None,
        Column(
            N_("What may be shown"),
            N_(
                "What whoever asked has agreed to: general words only, or their own words, and where. Empty: "
                "nothing, so the question is counted and not shown."
            ),
            "web",
            vocabulary="question_scope",
        ),
    ] = None
    is_young: Annotated[
        bool | None,
        Column(
            N_("Asked by somebody under 16"),
            N_("Yes or no. Their own words are shown only if a parent or guardian agrees."),
            "no",
            vocabulary="yes_no",
        ),
    ] = None
    guardian_consent_reference: Annotated[
        Short | None,
        Column(
            N_("Guardian's consent"),
            N_("Where a parent's or guardian's consent is kept, never a name."),
            "G-2025-003",
        ),
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


QUESTIONS = Contract(
    feed="questions",
    title=N_("Questions"),
    purpose=N_(
        "What people asked of an action or a theme: on paper, at an event, by e-mail, or by a form whose "
        "questions are called as the columns here. Files add up, and a question that came before is left "
        "out. Only the columns named here are kept. Nothing of it is public before the steering group has "
        "answered or approved it."
    ),
    tables=tables(Table("questions", N_("Questions"), Question)),
    caps=LISTENING_CAPS,
    is_scrubbed=True,
)
