"""The command that proposes quotes; `plan decide approve_voice` is how a named role approves one."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, JsonOption, failures

if TYPE_CHECKING:
    from pipelines.voices.choosing import Candidate
    from pipelines.warehouse.voices import Choice

app = typer.Typer()

WHY = {
    "typical": "many say it in such words",
    "differing": "most who speak of it say something else",
    "welsh": "said in Welsh",
    "short": "short enough for a poster",
}


APPROVE = (
    "Whoever has the role approves one with: plan decide approve_voice --role voices_lead --by 'voices lead' "
    "voice_id=… words_language=en consent_reference=… consent_scope=web consented_on=…"
)


@app.command(epilog="Example: plan voices --theme community-safety")
def voices(
    theme: Annotated[str | None, typer.Option(help="Quotes for one theme, by its id.")] = None,
    action: Annotated[str | None, typer.Option(help="Quotes for one action, by its number.")] = None,
    most: Annotated[int, typer.Option(min=1, help="How many of each kind.")] = 2,
    home: HomeOption = HOME,
    as_json: JsonOption = False,
) -> None:
    """Propose quotes from what people said, and say why each; whoever has the role approves or does not."""
    from pipelines.intake.lookups.voices import spoken_of
    from pipelines.register import current
    from pipelines.warehouse.builds import Warehouse
    from pipelines.warehouse.voices import choices

    if theme and action:
        raise typer.BadParameter("a theme or an action, not both")
    with failures():
        found = choices(
            Warehouse.of(home).current(),
            theme_id=theme,
            action_id=action,
            names=current(home).screened_names,
            spoken_of=spoken_of(home),
            per_kind=most,
        )
    if as_json:
        typer.echo(json.dumps([_as_data(choice) for choice in found], ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(line for choice in found for line in _lines(choice)))
    if any(choice.candidates for choice in found):
        typer.echo(APPROVE)


def _lines(choice: "Choice") -> Iterator[str]:
    yield f"{choice.name} ({choice.subject_id})"
    for voice in choice.approved:
        yield f"  approved   {voice.voice_id}  {voice.quote}"
    for candidate in choice.candidates:
        yield f"  {candidate.kind:<9}  {candidate.voice_id}  {candidate.quote}"
        yield f"             {'; '.join(_reasons(candidate))}"
    if choice.lacks_a_differing_view:
        yield "  All that is approved says the usual: choose one that differs as well."
    if not choice.candidates:
        yield "  Nothing to propose."
    yield ""


def _reasons(candidate: "Candidate") -> Iterator[str]:
    yield WHY[candidate.kind]
    yield f"{candidate.similar_count:,} more on {', '.join(candidate.topics) or 'nothing coded'}"
    if candidate.setting:
        yield candidate.setting
    if candidate.needs_guardian:
        yield "needs a guardian's consent"
    if not candidate.is_selectable:
        yield f"NOT to be approved as it was said: {', '.join(candidate.personal_data)}"


def _as_data(choice: "Choice") -> dict[str, object]:
    data = asdict(choice) | {"lacks_a_differing_view": choice.lacks_a_differing_view}
    data["candidates"] = [
        asdict(candidate) | {"is_selectable": candidate.is_selectable, "why": list(_reasons(candidate))}
        for candidate in choice.candidates
    ]
    return data
