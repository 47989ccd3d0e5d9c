"""When a round is due and how much of it is said, in a sentence."""

from collections.abc import Sequence

from dashboard.components.blocks import Child, sentence
from dashboard.workspace.visit import Visit
from pipelines.workspace import MyAction, Round


def due_sentence(run: Visit, standing: Round, mine: Sequence[MyAction]) -> list[Child]:
    """Return when a round is due, and how many of the actions that are led have been reported on."""
    words, due_on = run.words, standing.round.due_on
    left = (due_on - run.desk.today()).days
    led = [each for each in mine if each.is_lead]
    done = sum(each.is_reported for each in led)
    if standing.state == "closed":
        when = words.say(
            "The round closed on {day}; what you send now counts in the next one, unless the group "
            "lets it in.",
            day=words.weekday(standing.last_day or standing.round.closes_on),
        )
    elif left > 0:
        when = words.count(
            "Due **{day}**, in {count} day.",
            "Due **{day}**, in {count} days.",
            left,
            day=words.weekday(due_on),
        )
    elif left == 0:
        when = words.say("Due **today**.")
    else:
        when = words.say(
            "It was due on **{day}**; you can still send it until {last}.",
            day=words.weekday(due_on),
            last=words.weekday(standing.round.closes_on),
        )
    told = words.count(
        "You lead {count} action and have reported on {done} of it for {round}.",
        "You lead {count} actions and have reported on {done} of them for {round}.",
        len(led),
        done=words.number(done),
        round=run.round_name(standing.round_id),
    )
    return sentence(f"{when} {told}")
