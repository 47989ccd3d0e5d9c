"""What the server does to every answer: a sign-in that went wrong becomes a plain page and a line in the log.

Streamlit answers it with a bare line of text, or with the first page and not a word. One that goes well
comes back in the language that it was begun in.
"""

import logging
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.components.addresses import leads_nowhere, overview_from
from dashboard.workspace.contents import PAGES
from dashboard.workspace.round_trip import brought_back, language_of_page, with_language

log = logging.getLogger("dashboard.workspace")

LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
COOKIE = b"_streamlit_user="
KNOWN = {*PAGES, "health", "healthz", "script-health-check", "oauth2callback"}
"""The pages, and what Streamlit and we answer besides."""
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)


class Answers:
    """An application around another one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the other application answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if leads_nowhere(scope["path"], KNOWN):
            await RedirectResponse(overview_from(scope["path"]))(scope, receive, send)
            return
        replaced = False
        scope, lang = _in_language(scope)

        async def send_politely(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                wrong = what_went_wrong(scope, message)
                if wrong:
                    replaced = True
                    log.warning("a sign-in did not work: %s", wrong)
                    page = with_language(f"{first_page(scope)}?signin={wrong}", lang)
                    await RedirectResponse(page)(scope, receive, send)
                    return
                message = {**message, "headers": [*message["headers"], *SAFE]}
                headers = MutableHeaders(scope=message)
                if lang and "location" in headers:
                    headers["location"] = with_language(headers["location"], lang)
            if not replaced:
                await send(message)

        await self.app(scope, receive, send_politely)


def _in_language(scope: Scope) -> tuple[Scope, str | None]:
    """Return a request as it goes on, and the language in which a sign-in or a sign-out was begun."""
    if scope["path"].endswith(CALLBACK):
        return brought_back(scope)
    if scope["path"].endswith((LOGIN, LOGOUT)):
        return scope, language_of_page(scope)
    return scope, None


def what_went_wrong(scope: Scope, answer: Message) -> str | None:
    """Return why a sign-in did not come to its end, by what the browser is answered; None where it did."""
    path = scope["path"]
    if path.endswith(LOGIN) and answer["status"] >= 400:
        return "unreachable"
    if (
        path.endswith(CALLBACK)
        and {"code", "error"} & parse_qs(scope["query_string"].decode("latin-1")).keys()
    ):
        is_in = any(
            name.lower() == b"set-cookie" and value.startswith(COOKIE) and b'=""' not in value
            for name, value in answer["headers"]
        )
        return None if is_in else "failed"
    return None


def first_page(scope: Scope) -> str:
    """Return where the first page is, seen from an address."""
    return "../" if scope["path"].endswith(LOGIN) else "./"
