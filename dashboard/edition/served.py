"""The edition as `plan serve site` serves it: files and nothing else, and a page while there is none.

Started with `uvicorn dashboard.edition.served:app`; `PLAN_RELEASES` names the folder of releases.
"""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.edition.entry_pages import waiting_page
from dashboard.settings import Settings

SITE = Settings().releases / ".site"
"""The link that publishing lets lead to the latest edition."""

POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", POLICY.encode()),
)


class Answers:
    """An application around another one, whose every answer has the same headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the other application answer."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *SAFE]}
            await send(message)

        await self.app(scope, receive, send_safely)


class Files(StaticFiles):
    """Files that go out as they lie packed beside themselves, to whoever takes them so."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the answer that sends a file, or says that the reader has it."""
        packed = Path(f"{os.fspath(full_path)}.gz")
        answer = super().file_response(full_path, stat_result, scope, status_code)
        if not packed.is_file():
            return answer
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            kind = answer.headers.get("content-type")
            answer = super().file_response(packed, packed.stat(), scope, status_code)
            answer.headers["content-encoding"] = "gzip"
            if kind:
                answer.headers["content-type"] = kind
        answer.headers["vary"] = "Accept-Encoding"
        return answer


class Pages:
    """The files of the latest edition; while there is none, every address says so."""

    def __init__(self) -> None:
        self._files = Files(directory=SITE, html=True, check_dir=False, follow_symlink=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if SITE.is_dir():
            await self._files(scope, receive, send)
        else:
            languages = tuple(Settings().languages.split(";"))
            await HTMLResponse(waiting_page(languages), 404)(scope, receive, send)


def nothing_there(request: Request, error: Exception) -> Response:
    """Return what is said of an address that leads nowhere."""
    lost = SITE / "404.html"
    return HTMLResponse(lost.read_text(encoding="utf-8") if lost.is_file() else "", 404)


app = Starlette(
    routes=[Mount("/", Pages())],
    middleware=[Middleware(Answers), Middleware(GZipMiddleware)],
    exception_handlers={404: nothing_there},
)
