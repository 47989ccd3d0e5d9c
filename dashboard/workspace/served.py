"""The workspace as it is served: Streamlit's pages, and plain words where a sign-in goes wrong.

Started from the project by `plan serve workspace`, which names the deployment in `PLAN_HOME`.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.settings import Settings
from dashboard.workspace.middleware import Answers
from pipelines.workspace import health, require_demonstration

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

if Settings().workspace_demo:
    if st.get_option("server.address") not in LOOPBACK:
        raise SystemExit("roles can be tried out on this machine's loopback address only")
    require_demonstration(Settings().home)


def how_it_is(request: Request) -> Response:
    """Return whether what is shown is whole and how old: status 503 if it is not, or nothing can come in."""
    found = health(Settings().home)
    is_well = found["state"] == "whole" and found["can_take_in"]
    return JSONResponse(found, 200 if is_well else 503, {"Cache-Control": "no-store"})


app = st.App("app.py", routes=[Route("/health", how_it_is)], middleware=[Middleware(Answers)])
