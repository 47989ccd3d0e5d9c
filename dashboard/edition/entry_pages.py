"""The two pages that are in no language of their own: the way in, and the one for an address that is gone."""

from dashboard.components.context import Published
from dashboard.edition.addresses import FILE
from dashboard.edition.document import ICON, TEMPLATES
from dashboard.locale.translator import LANGUAGES, words_in


def front_page(book: Published, base: str) -> str:
    """Return the page at the root: each language by its name, or at once the only language's overview."""
    sections = [
        {
            "lang": words.lang,
            "title": book.plan_name(words),
            "text": words.say("Is the plan happening?"),
            "link": LANGUAGES[words.lang],
            "href": f"{words.lang}/{FILE}",
        }
        for words in (words_in(lang, book.plan.spoken) for lang in book.plan.spoken)
    ]
    return _page(sections, base, is_lost=False)


def lost_page(book: Published, base: str) -> str:
    """Return the page for an address that leads nowhere, in each language; its links hold at any depth."""
    sections = [
        {
            "lang": words.lang,
            "title": words.say("There is no such page"),
            "text": book.plan_name(words),
            "link": words.say("See every action on the overview"),
            "href": f"{base or '/'}{words.lang}/",
        }
        for words in (words_in(lang, book.plan.spoken) for lang in book.plan.spoken)
    ]
    return _page(sections, base, is_lost=True)


def waiting_page(languages: tuple[str, ...]) -> str:
    """Return the page that stands everywhere while nothing has been published."""
    sections = [
        {
            "lang": words.lang,
            "title": words.say("No round has been published yet"),
            "text": words.say("Please come back later."),
            "link": words.say("Community plan"),
            "href": "/",
        }
        for words in (words_in(lang, languages) for lang in languages)
    ]
    return _page(sections, "", is_lost=True)


def _page(sections: list[dict[str, str]], base: str, *, is_lost: bool) -> str:
    title = " · ".join(dict.fromkeys(section["title"] for section in sections))
    return TEMPLATES.get_template("plain.html").render(
        sections=sections, title=title, base=base, is_lost=is_lost, icon=ICON
    )
