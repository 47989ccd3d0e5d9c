"""The workspace as it is served: Streamlit's pages, and plain words where a sign-in goes wrong.

Started from the project by `plan serve workspace`, which names the deployment in `PLAN_HOME`.
"""

import streamlit as st
from starlette.middleware import Middleware

from dashboard.settings import Settings
from dashboard.workspace.manners import Manners
from pipelines.workspace import require_demonstration

LOOPBACK = {"127.0.0.1", "::1", "localhost"}

if Settings().workspace_demo:
    if st.get_option("server.address") not in LOOPBACK:
        raise SystemExit("roles can be tried out on this machine's loopback address only")
    require_demonstration(Settings().home)

app = st.App("app.py", middleware=[Middleware(Manners)])
