"""The rules of a voice: it was said, it holds no personal data, and a guardian agrees for the young."""

from pipelines.intake.checks.findings import Findings
from pipelines.intake.checks.personal import named
from pipelines.intake.context import Context
from pipelines.intake.lookups.voices import LandedVoice, landed_voices
from pipelines.intake.sheets.rows import TypedRow
from pipelines.voices.comments import is_young
from pipelines.voices.screening import kinds


def check_voices(rows: list[TypedRow], context: Context, findings: Findings) -> None:
    """Check every approval and withdrawal against what was said; an edited quote is screened as edited."""
    speaking = [row for row in rows if row["voice_id"]]
    if not speaking:
        return
    known, names = landed_voices(context.home), context.plan.screened_names
    for row in speaking:
        voice = known.get(row["voice_id"])
        if voice is None:
            findings.refuse(row, "voice_unknown", "voice_id")
        elif row["decision"] == "approve_voice":
            _check_approval(row, voice, names, findings)


def _check_approval(row: TypedRow, voice: LandedVoice, names: tuple[str, ...], findings: Findings) -> None:
    if found := kinds(str(row["words"] or voice.text), names):
        findings.refuse(row, "voice_holds_personal_data", "voice_id", kinds=named(found))
    if is_young(voice.age_band) and row.lacks("guardian_consent_reference"):
        findings.refuse(row, "guardian_needed", "guardian_consent_reference")
