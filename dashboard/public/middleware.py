"""What the server does to every answer: no cookie, and an address that leads nowhere leads to the overview.

Streamlit sets a cookie against forged uploads. Nobody uploads anything here; without it an upload is refused.
"""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.components.addresses import leads_nowhere, overview_from
from dashboard.public.contents import PAGES

KNOWN = {*PAGES, "health", "healthz", "script-health-check"}
"""The pages, and what Streamlit and we answer besides."""


class Answers:
    """An application around another one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the other application answer it without a cookie."""

        async def send_without_cookies(message: Message) -> None:
            if "headers" in message:
                kept = [pair for pair in message["headers"] if pair[0].lower() != b"set-cookie"]
                message = {**message, "headers": kept}
            await send(message)

        if scope["type"] == "http" and leads_nowhere(scope["path"], KNOWN):
            await RedirectResponse(overview_from(scope["path"]))(scope, receive, send)
        else:
            await self.app(scope, receive, send_without_cookies)
