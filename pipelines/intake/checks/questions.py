"""The rules of questions: each once, on an action or a theme, with nothing in it that says who asked.

What a stranger typed is screened as a voice is. Personal data in it is masked before anything lands, and the
question can then be shown in general words alone; in general words, which an officer writes, it is refused.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pipelines.contracts.questions import QUESTIONS
from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.personal import named
from pipelines.intake.context import Context
from pipelines.intake.lookups.questions import question_id, questions
from pipelines.intake.sheets.rows import TypedRow
from pipelines.landing.removed import holds_removed
from pipelines.receipts.problems import Term, problem
from pipelines.voices.language import language_of
from pipelines.voices.screening import kinds, masked

GENERAL = "general"
"""The consent that covers general words alone."""

GENERAL_WORDS = ("general_words_en", "general_words_cy")
_SUBJECT = ("action_id", "theme_id", "asked_on", "question")
_COMPARED = (*_SUBJECT, "channel", "consent_scope", "is_young", *GENERAL_WORDS)
_COLUMNS = QUESTIONS.tables["questions"].columns


def check_questions(tables: dict[str, list[TypedRow]], context: Context) -> Findings:
    """Check every question; those that came in before as they are now are left out."""
    names = context.plan.screened_names
    findings = Findings()
    rows = [_screened(row, names, context, findings) for row in tables.get("questions", [])]
    rows = _numbered(rows)
    findings.refuse_repeated(rows, "question_id")
    themes = {theme.theme_id for theme in context.plan.themes}
    for row in rows:
        _check_subject(row, themes, context, findings)
        findings.refuse_future(row, "asked_on", context.today)
        refuse_personal(row, GENERAL_WORDS, names, findings)
        is_own = row["consent_scope"] not in (None, GENERAL)
        if row["is_young"] and is_own and row.lacks("guardian_consent_reference"):
            findings.refuse(row, "question_guardian_needed", "guardian_consent_reference")
    findings.rows["questions"] = _new(rows, questions(context.home), findings)
    return findings


def refuse_personal(
    row: TypedRow, columns: tuple[str, ...], names: tuple[str, ...], findings: Findings
) -> None:
    """Refuse words that are to be published and hold what may be personal data; it is not repeated."""
    for column in columns:
        if row[column] and (found := kinds(row[column], names)):
            shown = masked(row[column], names)
            findings.refuse(row, "question_words_personal", column, value=shown, kinds=named(found))


def _screened(row: TypedRow, names: tuple[str, ...], context: Context, findings: Findings) -> TypedRow:
    """Return a question in a language of the plan, with what may be personal data masked."""
    text = row["question"]
    if not text:
        return row
    spoken = context.plan.languages
    language = row["language"] or (language_of(text) if len(spoken) > 1 else spoken[0])
    if not (found := kinds(text, names)):
        return row.with_values(language=language)
    scope = GENERAL if row["consent_scope"] else None
    safe = row.with_values(question=masked(text, names), language=language, consent_scope=scope)
    findings.warn(safe, "question_masked", "question", kinds=named(found))
    return safe


def _numbered(rows: list[TypedRow]) -> list[TypedRow]:
    """Return questions, each with an id; one that has none gets the same in every file that it comes in."""
    seen = Counter[tuple[object, ...]]()
    numbered = []
    for row in rows:
        said = tuple(row[column] for column in _SUBJECT)
        if row.lacks("question_id"):
            seen[said] += 1
            row = row.with_values(question_id=question_id(said, seen[said]))
        numbered.append(row)
    return numbered


def _check_subject(row: TypedRow, themes: set[str], context: Context, findings: Findings) -> None:
    if row.lacks("action_id") is row.lacks("theme_id"):
        findings.refuse(row, "question_without_subject", "action_id")
    if row["action_id"] and row["action_id"] not in context.plan.by_action:
        findings.refuse(row, "action_unknown", "action_id")
    if row["theme_id"] and row["theme_id"] not in themes:
        findings.refuse(row, "theme_unknown", "theme_id")


def _new(rows: list[TypedRow], known: Mapping[str, Mapping[str, Any]], findings: Findings) -> list[TypedRow]:
    """Return the questions that have not come in before; one that says something else now is refused."""
    new = [row for row in rows if row["question_id"] not in known]
    for row in rows:
        before = known.get(row["question_id"])
        changed = [name for name in _COMPARED if before and _differs(row[name], before[name])]
        if changed:
            headers = tuple(Term(_COLUMNS[name].column.header) for name in changed)
            findings.refuse(row, "question_changed", "question_id", columns=headers)
    if len(new) < len(rows):
        findings.warnings.append(problem("questions_known", count=len(rows) - len(new)))
    return new


def _differs(now: object, before: object) -> bool:
    """Tell whether a cell says something else; of one whose words were forgotten nobody can tell."""
    return now != before and not (isinstance(before, str) and holds_removed(before))
