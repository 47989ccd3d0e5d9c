"""The permanent address of each page: its language, its name there, and what it is about.

`en/action/A09/` and `cy/cam/A09/` are one page in two languages. A page's file is `index.html` in the folder
of its address, and every link names that file, so that the edition works from a folder without a server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import relpath
from urllib.parse import quote, urlencode

SLUGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "action": "action",
        "themes": "themes",
        "theme": "theme",
        "round": "round",
        "changes": "changes",
        "said": "said",
        "went": "went",
        "took": "took",
        "find": "find",
        "about": "about",
        "accessibility": "accessibility",
        "privacy": "privacy",
    },
    "cy": {
        "action": "cam",
        "themes": "themau",
        "theme": "thema",
        "round": "rownd",
        "changes": "newidiadau",
        "said": "dywedwyd",
        "went": "ble-aeth",
        "took": "ymdrech",
        "find": "canfod",
        "about": "ffigurau",
        "accessibility": "hygyrchedd",
        "privacy": "preifatrwydd",
    },
}
"""What each page is called in an address; `theme` and `round` are a page for each theme and earlier round."""

FILE = "index.html"


@dataclass(frozen=True, slots=True)
class Spot:
    """A page and what it is about: nothing, an action, a theme, or an earlier round."""

    page: str
    part: str = ""
    value: str = ""

    @property
    def state(self) -> dict[str, str]:
        """Return what stands for it in an address of the app, but for the language."""
        return {self.part: self.value} if self.part else {}

    def path(self, lang: str) -> str:
        """Return the folder of its address: `en/action/A09/`."""
        name = {"theme": "theme", "round": "round"}.get(self.part, self.page)
        parts = [lang, *([SLUGS[lang][name]] if name else []), *([self.value] if self.value else [])]
        return "/".join(parts) + "/"


def spot_of(page: str, query: Mapping[str, str], own_round: str) -> Spot | None:
    """Return which page shows a page of the app in a state; None where the edition has no such page."""
    asked = {name: query[name] for name in ("action", "theme", "round", "from", "q") if query.get(name)}
    if asked.get("round") == own_round:
        del asked["round"]
    if page == "action":
        return Spot(page, "action", asked["action"]) if asked.keys() == {"action"} else None
    if page == "themes" and asked.keys() == {"theme"}:
        return Spot(page, "theme", asked["theme"])
    if page == "" and asked.keys() == {"round"}:
        return Spot(page, "round", asked["round"])
    return None if asked else Spot(page)


def way(here: str, there: str) -> str:
    """Return the link from the folder of one page to a file or to the folder of another, as it is typed."""
    target = there + FILE if there.endswith("/") or not there else there
    return quote(relpath(target, here or "."))


def app_address(base: str, page: str, query: Mapping[str, str]) -> str:
    """Return the address of a page of the app in a state."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"{base.rstrip('/')}/{page}{'?' if asked else ''}{asked}"
