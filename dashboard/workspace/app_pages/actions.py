"""My actions: what is due, asked, still to be said. Who reports for nobody is led to what they do here."""

from collections.abc import Sequence

from dashboard.components.blocks import (
    Block,
    Child,
    block,
    day,
    heading,
    in_its_language,
    link,
    outside_link,
    pill,
    unseen,
)
from dashboard.queries.workspace import Standing, opened_build, standings
from dashboard.settings import Settings
from dashboard.workspace.frame import whose
from dashboard.workspace.parts.administration import administration
from dashboard.workspace.parts.due import due_sentence
from dashboard.workspace.parts.titles import number_of_action, title_of_action
from dashboard.workspace.visit import Visit, visit
from pipelines.workspace import MyAction, NotPossibleNow, Round


def actions_page(run: Visit) -> None:
    """Show a partner's actions, or what there is for who has none."""
    if run.partner_id is None:
        _others(run)
        return
    standing = run.desk.round_to_report()
    if standing is None:
        run.show(
            "no-round",
            block("h1", run.words.say("My actions")),
            block("p", run.words.say("No round is open just now."), kind="lead"),
        )
        return
    mine = run.desk.actions(run.partner_id, standing.round_id)
    found = _standings(run, run.partner_id, [each.action.action_id for each in mine])
    run.show("actions", *_body(run, run.partner_id, standing, mine, found))


def _body(
    run: Visit, partner_id: str, standing: Round, mine: Sequence[MyAction], found: dict[str, Standing]
) -> list[Block | None]:
    say = run.words.say
    led = [each for each in mine if each.is_lead]
    waiting = [each for each in led if not each.is_reported]
    asked = [each for each in mine if each.asked]
    promised = [each for each in led if each.news_is_due(run.desk.today())]
    rest = [each for each in mine if each not in waiting]
    own = partner_id in run.person.partner_ids
    title = say("My actions") if own else say("The actions of {who}", who=whose(run, partner_id))
    report = link(
        say("Report for {round}", round=run.round_name(standing.round_id)),
        "report",
        run.state(),
        kind="button",
    )
    return [
        block("h1", title),
        block("p", *due_sentence(run, standing, mine), kind="lead"),
        block("p", report) if own and waiting else None,
        *_asked(run, asked),
        *_people_asked(run, partner_id),
        *_listed(run, say("News that you promised is due"), promised, found),
        *_listed(run, say("Still to be said"), waiting, found),
        *_listed(run, say("Said already, and what you support"), rest, found, is_folded=bool(waiting)),
    ]


def _asked(run: Visit, asked: Sequence[MyAction]) -> list[Block | None]:
    say = run.words.say
    if not asked:
        return []
    items = []
    for mine in asked:
        for question in mine.asked:
            wanted = question.what_would_settle
            items.append(
                block(
                    "li",
                    block("strong", title_of_action(mine, run.words)),
                    block(
                        "p",
                        in_its_language(run.words.quote(question.words, question.words_language), run.words),
                    ),
                    block("p", say("It would be settled by this: {what}", what=wanted), kind="quiet")
                    if wanted
                    else None,
                    block("p", say("Asked on {day}.", day=run.words.day(question.asked_on)), kind="quiet"),
                    _here(run, mine),
                )
            )
    return [heading("asked", say("What the group asks you")), block("ul", *items, kind="mend asked")]


def _people_asked(run: Visit, partner_id: str) -> list[Block | None]:
    """Return what people asked about the actions that a partner leads; the group answers it."""
    say = run.words.say
    waiting = run.desk.asked(partner_id)
    if not waiting:
        return []
    items = [
        block(
            "li",
            block("blockquote", block("p", each.question), lang=each.language, kind="bubble"),
            block(
                "p",
                f"{each.action_id} · {say('Asked on {day}.', day=run.words.day(each.asked_on))}",
                kind="quiet",
            ),
        )
        for each in waiting
    ]
    told = say("The steering group answers them. If you know the answer, tell the group.")
    return [
        heading("people-asked", say("What people ask about your actions")),
        block("p", told),
        block("ul", *items, kind="bubbles"),
    ]


def _listed(
    run: Visit, title: str, mine: Sequence[MyAction], found: dict[str, Standing], is_folded: bool = False
) -> list[Block | None]:
    if not mine:
        return []
    items = block(
        "ul", *(_item(run, each, found.get(each.action.action_id)) for each in mine), kind="my-actions"
    )
    count = f"{title} ({run.words.number(len(mine))})"
    if is_folded:
        return [block("details", block("summary", count), items, kind="folded more")]
    return [block("h2", count), items]


def _item(run: Visit, mine: MyAction, now: Standing | None) -> Block:
    words, say = run.words, run.words.say
    action_id = mine.action.action_id
    public = f"{Settings().public_address}/action?lang={words.lang}&action={action_id}"
    number = number_of_action(mine, words)
    facts: list[Child] = []
    if now and now.agreed_finish_on:
        facts += [say("Agreed finish:"), " ", day(now.agreed_finish_on, words), ". "]
    if promised := mine.said.get("next_news_by"):
        facts += [say("Next news promised by"), " ", day(promised, words), ". "]
    if not mine.is_lead:
        facts += [say("You support it."), " "]
    if mine.is_reported:
        facts += [say("You have reported on it."), " "]
    told = words.quote(
        mine.said.get("in_plain_words") or mine.said.get("what_happened"), mine.said.get("words_language")
    )
    last = (
        block(
            "p",
            block("span", say("You said in {round}:", round=run.round_name(mine.said_in)), " ", kind="quiet"),
            in_its_language(told, words),
        )
        if told and mine.said_in
        else block("p", say("You have not said anything yet."), kind="quiet")
    )
    here = None if mine.is_reported else _here(run, mine)
    return block(
        "li",
        block(
            "div",
            block("h3", title_of_action(mine, words)),
            pill(now.headline, words) if now else None,
            kind="heading",
        ),
        last,
        block(
            "p",
            *facts,
            *((here, " · ") if here else ()),
            outside_link(say("Its public page"), public, say("action {number}", number=number)),
            kind="quiet",
        ),
    )


def _here(run: Visit, mine: MyAction) -> Block | None:
    """Return the link to the form of an action, for whoever may report on it."""
    if run.partner_id not in run.person.partner_ids:
        return None
    say, action_id = run.words.say, mine.action.action_id
    number = say("action {number}", number=number_of_action(mine, run.words))
    state = run.state(way="form", action=action_id)
    return link(block("span", say("Report on it here"), unseen(f" – {number}")), "report", state)


def _standings(run: Visit, partner_id: str, action_ids: Sequence[str]) -> dict[str, Standing]:
    """Return how the actions stand in the current build; nothing while there is none."""
    try:
        build = run.desk.build(partner_id)
    except NotPossibleNow:
        return {}
    return standings(opened_build(build.file).cursor(), action_ids)


def _others(run: Visit) -> None:
    """Lead the steering group to its round, and an administrator to what is looked after."""
    say = run.words.say
    if run.person.may("review"):
        run.follow({"page": "round", "query": run.state()})
    elif run.person.may("administer"):
        administration(run)
    else:
        nothing = block("p", say("There is nothing here for your role yet."), kind="lead")
        run.show("others", block("h1", say("My actions")), nothing)


actions_page(visit())
