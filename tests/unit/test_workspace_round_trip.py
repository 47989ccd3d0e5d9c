"""The language that was chosen comes back from the provider, and what the library is given is its own."""

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.workspace.middleware import Answers

OURS = "http://testserver"
PROVIDER = "https://provider.example/auth"
SIGNED_IN = {"set-cookie": "_streamlit_user=somebody"}


def login(request: Request) -> Response:
    if request.query_params.get("is_down"):
        return PlainTextResponse("Authentication error", 400)
    return RedirectResponse(f"{PROVIDER}?client_id=workspace&state=A1b2")


def logout(request: Request) -> Response:
    return RedirectResponse(f"{PROVIDER}/end?client_id=workspace" if request.query_params else "/")


def callback(request: Request) -> Response:
    came_back = request.query_params.get("state") == "A1b2"
    return RedirectResponse("/", headers=SIGNED_IN if came_back else None)


@pytest.fixture(scope="module")
def client() -> TestClient:
    """What Streamlit answers at its three addresses, behind our manners."""
    routes = [Route("/auth/login", login), Route("/auth/logout", logout), Route("/oauth2callback", callback)]
    return TestClient(Answers(Starlette(routes=routes)), base_url=OURS, follow_redirects=False)


def led_to(client: TestClient, address: str, page: str | None = None) -> str:
    return client.get(address, headers={"referer": f"{OURS}{page}"} if page else {}).headers["location"]


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_sign_in_comes_back_in_the_language_of_the_page_that_it_was_begun_on(
    client: TestClient, lang: str
) -> None:
    asked = parse_qs(urlsplit(led_to(client, "/auth/login?provider=x", f"/round?lang={lang}&on=A01")).query)

    assert asked["ui_locales"] == [lang]
    assert asked["client_id"] == ["workspace"]
    assert led_to(client, f"/oauth2callback?code=1&state={asked['state'][0]}") == f"/?lang={lang}"
    assert led_to(client, f"/oauth2callback?code=1&state=other.{lang}") == f"./?signin=failed&lang={lang}"


def test_a_sign_out_and_a_provider_that_is_down_keep_the_language_too(client: TestClient) -> None:
    asked = parse_qs(urlsplit(led_to(client, "/auth/logout?told=1", "/out?lang=cy")).query)

    assert led_to(client, f"/oauth2callback?state={asked['state'][0]}") == "/?lang=cy"
    assert led_to(client, "/auth/logout", "/out?lang=cy") == "/?lang=cy"
    assert led_to(client, "/auth/login?is_down=1", "/?lang=cy") == "../?signin=unreachable&lang=cy"


@pytest.mark.parametrize("page", [None, "/", "/?lang=xx", "/?lang=cy%22"])
def test_where_no_language_is_known_nothing_is_added(client: TestClient, page: str | None) -> None:
    assert led_to(client, "/auth/login?provider=x", page) == f"{PROVIDER}?client_id=workspace&state=A1b2"
    assert led_to(client, "/oauth2callback?code=1&state=A1b2") == "/"
    assert led_to(client, "/oauth2callback?code=1&state=A1b2.xx") == "./?signin=failed"
