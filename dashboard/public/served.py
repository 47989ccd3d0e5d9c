"""The public app as it is served: Streamlit's pages, their first words, and the release's files.

Started from the project with `streamlit run dashboard/public/served.py`; `PLAN_RELEASES` names the folder of
releases.
"""

import time

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.components.context import languages, opened
from dashboard.public.contents import PAGES
from dashboard.public.middleware import Answers
from dashboard.public.page_shell import first_page
from dashboard.queries.files import file_of
from dashboard.queries.health import WHOLE, health
from dashboard.settings import Settings

NO_FILE = {"en": "There is no such file.", "cy": "Nid oes ffeil o'r fath."}
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


def page(request: Request) -> Response:
    """Return a page before its script has run."""
    accepted = request.headers.get("accept-language", "")
    html, lang = first_page(request.url.path.strip("/"), dict(request.query_params), accepted)
    return HTMLResponse(html, headers=SAFE | {"Cache-Control": "no-cache", "Content-Language": lang})


def data(request: Request) -> Response:
    """Return a file of a release, as something to keep."""
    release_id, _, name = request.path_params["file"].partition("/")
    file = file_of(Settings().releases, release_id, name)
    if file is None:
        told = " / ".join(NO_FILE[lang] for lang in languages(opened()[0]))
        return PlainTextResponse(told, 404, headers=SAFE)
    return FileResponse(file, filename=f"{release_id}-{file.name}", headers=SAFE)


def how_it_is(request: Request) -> Response:
    """Return whether what is shown is whole and how old it is: status 503 if it is not."""
    found = health(Settings().releases, time.time())
    return JSONResponse(
        found.as_data(), 200 if found.state == WHOLE else 503, SAFE | {"Cache-Control": "no-store"}
    )


app = st.App(
    "app.py",
    routes=[
        *(Route(f"/{name}", page) for name in PAGES),
        Route("/data/{file:path}", data),
        Route("/health", how_it_is),
    ],
    middleware=[Middleware(Answers)],
)
