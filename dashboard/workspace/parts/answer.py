"""The door's answer before it counts: what is to be mended, what it would change, and a kind hint."""

from collections.abc import Mapping, Sequence

from dashboard.components.blocks import Block, Child, block
from dashboard.components.tables import cell, scrolling
from dashboard.locale.translator import Words
from dashboard.workspace.parts.titles import numbered, step_of, title_of_action
from pipelines.workspace import Change, Checked, Header, MyAction, ProblemRecord

HINTS = {
    "plain_words_long",
    "plain_sentence_long",
    "plain_words_acronym",
    "plain_words_avoid",
    "plain_words_instead",
}
"""What the door advises on words; advice never blocks."""

ASKED = {
    "published_words_personal",
    "words_said_before",
    "words_taken_away",
    "workbook_of_another_round",
}
"""What may not be meant, and would be public: it is asked about, and not folded away."""

Actions = Mapping[str, MyAction]


def title_of(action_id: str, actions: Actions, words: Words) -> str:
    """Return an action as it is called in a line; one that is not the partner's, by its id."""
    return title_of_action(actions[action_id], words) if action_id in actions else action_id


def mending(checked: Checked, actions: Actions, header: Header, words: Words) -> list[Block | None]:
    """Return what is wrong, each beside its action and place; nothing where nothing is."""
    problems = checked.preview.problems
    if not problems:
        return []
    count = words.count("{count} thing to mend", "{count} things to mend", len(problems))
    lines = [block("li", *_line(each, checked, actions, header, words)) for each in problems]
    return [block("h2", count, id="mend"), block("ul", *lines, kind="mend")]


def changing(checked: Checked, actions: Actions, words: Words) -> list[Block | None]:
    """Return what would change, before and after, and what would be left as it is."""
    say, found = words.say, checked.preview
    if found.problems:
        return []
    moved = [change for change in found.changes if not change.is_confirmation]
    confirmed = len(found.changes) - len(moved)
    told = [
        words.count(
            "{count} action is confirmed without a change; that is a full answer.",
            "{count} actions are confirmed without a change; that is a full answer.",
            confirmed,
        )
        if confirmed
        else "",
        words.count(
            "{count} row was left as it was, so nothing is said of its action.",
            "{count} rows were left as they were, so nothing is said of their actions.",
            len(found.untouched),
        )
        if found.untouched
        else "",
    ]
    nothing = say("It says nothing: nothing would be recorded.") if not found.changes else ""
    quiet = " ".join(filter(None, [nothing, *told]))
    return [
        block("h2", say("What it would change")),
        _table(moved, actions, words) if moved else None,
        block("p", quiet, kind="quiet") if quiet else None,
    ]


def advising(checked: Checked, actions: Actions, header: Header, words: Words) -> list[Block | None]:
    """Return what may not be meant, hints on kind and plain words, and what the door assumed."""
    say = words.say
    asked, hints, known = [], [], []
    for each in checked.preview.warnings:
        line = block("li", *_line(each, checked, actions, header, words))
        if each.code in ASKED:
            asked.append(line)
        elif each.code in HINTS:
            hints.append(line)
        elif each.code not in _unsaid(checked):
            known.append(line)
    return [
        _kindly(say("Is this meant?"), say("If it is, leave it as it is."), asked),
        _kindly(say("Kind and plain?"), say("You can leave it as it is."), hints),
        block(
            "details",
            block("summary", words.say("Good to know ({count})", count=words.number(len(known)))),
            block("ul", *known, kind="plain"),
            kind="folded",
        )
        if known
        else None,
    ]


def _kindly(question: str, answer: str, lines: Sequence[Block]) -> Block | None:
    if not lines:
        return None
    asked = block("p", block("strong", question), " ", answer)
    return block("div", asked, block("ul", *lines), kind="kindly")


def _unsaid(checked: Checked) -> set[str]:
    """Return warnings that mean nothing where the file was made here, of some actions only."""
    return {"actions_without_row"} if checked.upload.is_made_here else set()


def _line(
    found: ProblemRecord, checked: Checked, actions: Actions, header: Header, words: Words
) -> list[Child]:
    """Return a problem as a line: of which action and question, what is wrong, and where it stands."""
    say, subject = words.say, checked.preview.subjects.get((found.sheet or "", found.row or 0))
    named = header(found.column) if found.column else None
    about = [*(numbered(subject, actions, words) if subject else []), *([f"“{named}”"] if named else [])]
    place = (
        []
        if checked.upload.is_made_here
        else [
            *([found.sheet] if found.sheet else []),
            *([say("row {number}", number=found.row)] if found.row else []),
            *([say("column {letters}", letters=found.column_letters)] if found.column_letters else []),
        ]
    )
    lead: list[Child] = [block("strong", ", ".join(about)), ": "] if about else []
    where: list[Child] = [" ", block("span", ", ".join(place), kind="quiet")] if place else []
    return [*lead, found.message, *where]


def _table(changes: Sequence[Change], actions: Actions, words: Words) -> Block:
    say = words.say
    columns = (say("Action"), say("Was"), say("Would be"), say("In plain words"))
    head = block("tr", *(block("th", name, scope="col") for name in columns))
    rows = [
        block(
            "tr",
            block("th", _named(change, actions, words), scope="row"),
            cell(block("span", change.was, kind="quiet"), columns[1]),
            cell(_becomes(change), columns[2]),
            cell(change.in_plain_words or "", columns[3]),
        )
        for change in changes
    ]
    table = block("table", block("thead", head), block("tbody", *rows), kind="moves stacked")
    return scrolling(table, say("What it would change"))


def _becomes(change: Change) -> Block:
    parts: list[Child] = [block("strong", change.now)] if change.now != change.was else []
    for part in change.rest:
        parts.append(block("div", part))
    return block("span", *parts) if parts else block("span", change.now)


def _named(change: Change, actions: Actions, words: Words) -> Block:
    title, step = title_of(change.action_id, actions, words), change.milestone_id
    if step is None:
        return block("span", title)
    mine = actions.get(change.action_id)
    return block("span", title, ", ", (mine and step_of(step, mine, words)) or step)
