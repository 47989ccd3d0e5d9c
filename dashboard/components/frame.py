"""What stands around every page: the banner, the name, the links, the language switch and the foot."""

from dashboard.components.blocks import Block, block, link, named
from dashboard.components.context import Reading
from dashboard.components.linked import switch
from dashboard.components.listening_parts import PAGES as LISTENING
from dashboard.components.rounds import steering_group
from dashboard.locale.rhythm import RHYTHMS
from dashboard.locale.translator import mark
from dashboard.settings import Settings

MAIN_LINKS = {
    "": mark("Overview"),
    "themes": mark("Themes"),
    "changes": mark("What changed"),
    "said": mark("What people said"),
    "went": mark("Where it went"),
    "find": mark("Find"),
    "about": mark("About the figures"),
}
FOOT_LINKS = (
    ("took", "", mark("What listening took")),
    ("about", "definitions", mark("Definitions")),
    ("about", "corrections", mark("Corrections")),
    ("about", "download", mark("Download the data")),
    ("accessibility", "", mark("Accessibility")),
    ("privacy", "", mark("Privacy")),
)


def head(reading: Reading, page: str) -> list[Block | None]:
    """Return what stands above a page."""
    return [_banner(reading), _masthead(reading, page)]


def foot(reading: Reading) -> Block:
    """Return who says so, and the links that every page has (conventions A1, T2, T3)."""
    say = reading.words.say
    rhythm = reading.published.rhythm if reading.published else RHYTHMS["irregular"]
    links = [
        block("li", link(say(title), page, reading.state(), spot=spot))
        for page, spot, title in FOOT_LINKS
        if reading.has_listening or page not in LISTENING
    ]
    base = Settings().edition_address
    if base and reading.medium.needs_script:
        told = say("The same pages as files, without JavaScript")
        address = f"{base.rstrip('/')}/{reading.words.lang}/"
        links.append(block("li", block("a", told, href=address)))
    return block(
        "footer",
        block(
            "p",
            block("strong", say("Who says so?")),
            " ",
            say(rhythm.partners_report, group=steering_group(reading)),
        ),
        block("nav", block("ul", *links), aria_label=say("More about this site")),
        kind="foot",
    )


def _banner(reading: Reading) -> Block | None:
    if reading.published is None or not reading.published.plan.is_demonstration:
        return None
    plan = reading.published.plan
    text = named(plan.statement_en, plan.statement_cy, reading.words)
    return block("div", text or reading.words.say("Demonstration: invented data."), kind="demo", role="note")


def _masthead(reading: Reading, page: str) -> Block:
    say = reading.words.say
    plan = reading.published.plan if reading.published else None
    name = named(plan.name_en, plan.name_cy, reading.words) if plan else say("Community plan")
    links = [
        block(
            "li", link(say(title), target, reading.state(), aria_current="page" if target == page else None)
        )
        for target, title in MAIN_LINKS.items()
        if reading.has_listening or target not in LISTENING
    ]
    return block(
        "header",
        block(
            "div",
            block("div", name, kind="brand"),
            switch(reading.words, page, reading.whole_state()),
            kind="heading",
        ),
        block("nav", block("ul", *links), aria_label=say("Pages")),
        kind="masthead",
    )
