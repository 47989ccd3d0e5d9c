"""What stands around the workspace's pages: the banner, the name, the links, and the foot."""

from dashboard.components.blocks import Block, block, link, named
from dashboard.components.linked import switch
from dashboard.locale.translator import TextInLanguage, Words
from dashboard.locale.vocabulary import PERSONAS
from dashboard.workspace.contents import LINKS, PAGES, READING_LINKS, STEERING_LINKS
from dashboard.workspace.look import look
from dashboard.workspace.visit import Visit
from pipelines.workspace import Workspace


def head(visit: Visit, page: str) -> None:
    """Show what stands above a page, and set the document's language."""
    about_page = {"name": page, "lang": visit.words.lang, "skip": visit.words.say("Skip to main content")}
    visit.show("head", _banner(visit), _masthead(visit, page), page=about_page)
    look()


def foot(visit: Visit) -> None:
    """Show whom to ask."""
    say = visit.words.say
    group = steering_group(visit.desk, visit.words)
    visit.show(
        "foot",
        block(
            "footer",
            block(
                "p",
                say("Nothing that you send is public before it has been signed off by {group}.", group=group),
            ),
            block("p", say("Questions: ask {group}.", group=group)),
            kind="foot",
        ),
    )


def plan_name(desk: Workspace, words: Words) -> str:
    """Return what the plan is called in the reader's language."""
    plan = desk.plan()
    found = words.pick(plan.name_en, plan.name_cy)
    return found.text if found else ""


def steering_group(desk: Workspace, words: Words) -> str:
    """Return the name of the plan's steering group, as it stands inside a sentence."""
    plan = desk.plan()
    found = words.pick(plan.steering_group_en, plan.steering_group_cy)
    return mid_sentence(found.text, words) if found else words.say("the steering group")


def whose(visit: Visit, partner_id: str) -> str:
    """Return a partner's name in the reader's language, as it stands inside a sentence."""
    found = partner_name(visit, partner_id)
    return mid_sentence(found.text, visit.words) if found else partner_id


def partner_name(visit: Visit, partner_id: str) -> TextInLanguage | None:
    """Return a partner's name in the reader's language."""
    partner = visit.desk.partners().get(partner_id)
    return visit.words.pick(partner.name_en, partner.name_cy) if partner else None


def mid_sentence(name: str, words: Words) -> str:
    """Return a name as it stands inside a sentence: its article small."""
    article = {"en": "The ", "cy": "Y "}[words.lang]
    return name[0].lower() + name[1:] if name.startswith(article) else name


def _banner(visit: Visit) -> Block | None:
    plan, words = visit.desk.plan(), visit.words
    if not plan.is_demonstration:
        return None
    persona = visit.desk.visitor.persona
    said = named(plan.statement_en, plan.statement_cy, words) or words.say("Demonstration: invented data.")
    tried = (
        block("strong", words.say("You are trying it out as {who}.", who=tried_as(visit, persona)))
        if persona
        else None
    )
    return block("div", said, *((" ", tried) if tried else ()), kind="demo", role="note")


def tried_as(visit: Visit, persona: str) -> str:
    """Return who is tried out, as it stands inside a sentence."""
    return visit.words.say(PERSONAS[persona]) if persona in PERSONAS else whose(visit, persona)


def _masthead(visit: Visit, page: str) -> Block:
    say = visit.words.say
    links = [
        block(
            "li",
            link(_called(visit, name), name, visit.state(), aria_current="page" if name == page else None),
        )
        for name in dict.fromkeys(
            (
                *(STEERING_LINKS if visit.person.may("review") else ()),
                *_own_links(visit),
                *(("upkeep",) if _has_more_to_look_after(visit) else ()),
            )
        )
    ]
    out = say("Try another role") if visit.desk.visitor.persona else say("Sign out")
    links.append(block("li", link(out, "out", {"lang": visit.words.lang})))
    brand = block(
        "div",
        plan_name(visit.desk, visit.words),
        " ",
        block("span", "· ", say("workspace"), kind="place"),
        kind="brand",
    )
    return block(
        "header",
        block("div", brand, switch(visit.words, page, visit.whole_state()), kind="heading"),
        block("nav", block("ul", *links), aria_label=say("Pages")),
        kind="masthead",
    )


def _own_links(visit: Visit) -> tuple[str, ...]:
    """Return the pages about a partner; who has none and is not of the group has the first."""
    if visit.partner_id:
        return LINKS if visit.partner_id in visit.person.partner_ids else READING_LINKS
    return () if visit.person.may("review") else LINKS[:1]


def _has_more_to_look_after(visit: Visit) -> bool:
    """Say whether looking after it is not the visitor's first page, but one of theirs."""
    is_first = not (visit.person.may("review") or visit.partner_id)
    return visit.person.may("administer") and not is_first


def _called(visit: Visit, page: str) -> str:
    """Return what a link to a page says: the first is something else for who reports for nobody."""
    if page or visit.person.partner_ids:
        return visit.words.say(PAGES[page][1])
    return visit.words.say("Their actions") if visit.partner_id else visit.words.say("Looking after it")
