"""The deployment's Caddyfile, run by Debian's Caddy on loopback, in front of the real public app."""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from pipelines.settings import PROJECT, child_environment
from tests.support.ports import free_ports

CADDYFILE = PROJECT / "deploy" / "Caddyfile"
PUBLIC, WORKSPACE, ONE = "plan.localhost", "workspace.localhost", "one.localhost"

pytestmark = pytest.mark.skipif(
    shutil.which("caddy") is None, reason="needs Caddy: sudo apt-get install caddy"
)


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers, and what was said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Front:
    """Caddy as it is served: its port for TLS and the one for the plain web."""

    tls: int
    plain: int

    def get(self, name: str, path: str, method: str = "GET", body: bytes = b"") -> Answer:
        """Ask one of the names for a path, over TLS."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(name, self.tls, timeout=20, context=context)
        plain = socket.create_connection(("127.0.0.1", self.tls), timeout=20)
        connection.sock = context.wrap_socket(plain, server_hostname=name)
        connection.request(method, path, body or None, headers={"Host": f"{name}:{self.tls}"})
        answer = connection.getresponse()
        headers = {key.lower(): value for key, value in answer.getheaders()}
        return Answer(answer.status, headers, answer.read())


class _Workspace(BaseHTTPRequestHandler):
    """Stands where the workspace is: says how much it was sent, and by what name it was asked."""

    def do_POST(self) -> None:
        size = len(self.rfile.read(int(self.headers["Content-Length"])))
        said = f"{size} {self.headers['X-Forwarded-Proto']} {self.headers['X-Forwarded-Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def front(server: str, edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("caddy")
    first = free_ports(2)
    workspace = HTTPServer(("127.0.0.1", 0), _Workspace)
    Thread(target=workspace.serve_forever, daemon=True).start()
    environment = child_environment(
        CADDY_GLOBAL="local_certs\n\tskip_install_trust\n\tdefault_bind 127.0.0.1",
        HTTPS_PORT=str(first),
        HTTP_PORT=str(first + 1),
        PUBLIC_NAME=PUBLIC,
        WORKSPACE_NAME=WORKSPACE,
        ONE_NAME=ONE,
        PLAN_RELEASES=str(edition.parents[1]),
        PUBLIC_APP=server.removeprefix("http://"),
        WORKSPACE_APP=f"127.0.0.1:{workspace.server_port}",
        XDG_DATA_HOME=str(folder),
        XDG_CONFIG_HOME=str(folder),
    )
    with (folder / "log.txt").open("wb") as log:
        caddy = subprocess.Popen(
            ["caddy", "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    found = Front(first, first + 1)
    try:
        _wait_for(found, folder / "log.txt")
        yield found
    finally:
        caddy.terminate()
        caddy.wait(timeout=20)
        workspace.shutdown()


def _wait_for(front: Front, log: Path, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            if front.get(PUBLIC, "/").status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(log.read_text()[-3000:])


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (PUBLIC, "/"),
        (PUBLIC, "/en/"),
        (PUBLIC, "/app/about"),
        (ONE, "/plan/"),
        (ONE, "/plan/app/"),
        (ONE, "/"),
    ],
)
def test_every_answer_has_the_headers_that_keep_readers_safe(front: Front, name: str, path: str) -> None:
    headers = front.get(name, path).headers

    assert "max-age=31536000" in headers["strict-transport-security"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers
    assert "set-cookie" not in headers


def test_whoever_watches_the_server_is_told_that_it_is_whole(front: Front) -> None:
    for name, path in ((PUBLIC, "/health"), (ONE, "/plan/health")):
        answer = front.get(name, path)
        assert answer.status == 200
        assert json.loads(answer.body)["state"] == "whole"


def test_a_page_comes_through_compressed_and_the_plain_web_leads_to_tls(front: Front) -> None:
    answer = front.get(PUBLIC, "/app/?lang=cy")
    assert answer.status == 200
    assert b'<html lang="cy">' in answer.body

    connection = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    connection.request("GET", "/about", headers={"Host": PUBLIC})
    redirect = connection.getresponse()

    assert redirect.status == 308
    assert redirect.getheader("Location", "").startswith(f"https://{PUBLIC}")


def test_a_file_of_a_release_is_served_from_the_disk_as_something_to_keep(
    front: Front, edition: Path
) -> None:
    release = edition.parent
    name = "csv/actions.csv"
    file = release / name

    for host, path in (
        (PUBLIC, f"/app/data/{release.name}/{name}"),
        (ONE, f"/plan/app/data/{release.name}/{name}"),
    ):
        answer = front.get(host, path)
        assert answer.status == 200
        assert answer.body == file.read_bytes()
        assert answer.headers["content-disposition"] == f'attachment; filename="{release.name}-{file.name}"'


@pytest.mark.parametrize(
    "path",
    [
        "/data/2026-10-r1/plan.duckdb",
        "/data/current.json",
        "/data/../current.json",
        "/data/2025-06-r1/../../../etc/passwd",
        "/data/.lock",
    ],
)
def test_nothing_beside_the_releases_is_served(front: Front, path: str) -> None:
    answer = front.get(PUBLIC, path)

    assert answer.status in (307, 308, 400, 404), answer.body[:200]


@pytest.mark.parametrize(("name", "path"), [(PUBLIC, "/app/?lang=en"), (ONE, "/plan/app/?lang=en")])
def test_the_page_works_over_its_websocket_and_nothing_in_it_breaks_the_rules(
    browser: Browser, front: Front, name: str, path: str
) -> None:
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    sockets: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("websocket", lambda socket: sockets.append(socket.url))

    page.goto(f"https://{name}:{front.tls}{path}")

    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stMain")).to_contain_text("actions", timeout=60_000)
    prefix = path.partition("?")[0].rstrip("/")
    assert f"wss://{name}:{front.tls}{prefix}/_stcore/stream" in sockets
    assert not [text for text in said if "Content Security Policy" in text]
    page.goto(f"https://{name}:{front.tls}{prefix}/themes?lang=en")
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    assert not [text for text in said if "Content Security Policy" in text]
    context.close()


def test_the_edition_is_the_front_door_and_the_app_stands_beside_it(front: Front) -> None:
    door, page = front.get(PUBLIC, "/"), front.get(PUBLIC, "/cy/cam/A09/")
    lost, framed = front.get(PUBLIC, "/en/action/A99/"), front.get(PUBLIC, "/en/embed/action/A09/")

    assert (door.status, page.status, lost.status) == (200, 200, 404)
    assert b'href="en/index.html"' in door.body
    assert page.body == front.get(ONE, "/plan/cy/cam/A09/").body
    assert b"There is no such page" in lost.body
    assert "script-src 'self'; base-uri" in page.headers["content-security-policy"]
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    named = front.get(ONE, "/plan/cy/cam/A09/index.html")
    assert (named.status, named.headers["location"]) == (301, "./")


def test_the_workspace_takes_a_workbook_and_no_more_and_knows_by_what_name_it_was_asked(front: Front) -> None:
    answer = front.get(WORKSPACE, "/upload", "POST", b"x" * 2_000_000)
    assert answer.body.decode().split() == ["2000000", "https", f"{WORKSPACE}:{front.tls}"]

    assert front.get(PUBLIC, "/upload", "POST", b"x" * 2_000_000).status == 405


def test_dagster_is_on_no_name() -> None:
    text = CADDYFILE.read_text(encoding="utf-8")
    shown = [line for line in text.splitlines() if not line.strip().startswith("#")]

    assert not [line for line in shown if "3000" in line or "dagster" in line.lower()]
