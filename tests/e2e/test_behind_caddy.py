"""The deployment's Caddyfile, run by Debian's Caddy on loopback, in front of the real public app."""

import gzip
import http.client
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.support import patience
from tests.support.caddy import CADDYFILE, ONE, PUBLIC, WORKSPACE, Front, caddy
from tests.support.needs import needs

pytestmark = needs("caddy")


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
    workspace = HTTPServer(("127.0.0.1", 0), _Workspace)
    Thread(target=workspace.serve_forever, daemon=True).start()
    behind = f"127.0.0.1:{workspace.server_port}"
    with caddy(tmp_path_factory.mktemp("caddy"), edition.parents[1], server, behind) as found:
        yield found
    workspace.shutdown()


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

    expect(page.locator("h1").first).to_be_visible(timeout=patience.MILLISECONDS)
    expect(page.get_by_test_id("stMain")).to_contain_text("actions", timeout=patience.MILLISECONDS)
    prefix = path.partition("?")[0].rstrip("/")
    assert f"wss://{name}:{front.tls}{prefix}/_stcore/stream" in sockets
    assert not [text for text in said if "Content Security Policy" in text]
    page.goto(f"https://{name}:{front.tls}{prefix}/themes?lang=en")
    expect(page.locator("h1").first).to_be_visible(timeout=patience.MILLISECONDS)
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


def test_a_page_of_the_edition_goes_out_as_it_lies_there_packed(front: Front, edition: Path) -> None:
    packed = front.get(PUBLIC, "/en/", **{"Accept-Encoding": "zstd, gzip"})
    plain = front.get(PUBLIC, "/en/")
    table = front.get(PUBLIC, f"/data/{edition.parent.name}/csv/actions.csv")

    assert packed.body == (edition / "en" / "index.html.gz").read_bytes()
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == plain.headers["content-type"] == "text/html; charset=utf-8"
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body == (edition / "en" / "index.html").read_bytes()
    assert table.body == b"a file of the release"


def test_the_workspace_takes_a_workbook_and_no_more_and_knows_by_what_name_it_was_asked(front: Front) -> None:
    answer = front.get(WORKSPACE, "/upload", "POST", b"x" * 2_000_000)
    assert answer.body.decode().split() == ["2000000", "https", f"{WORKSPACE}:{front.tls}"]

    assert front.get(PUBLIC, "/upload", "POST", b"x" * 2_000_000).status == 405


def test_dagster_is_on_no_name() -> None:
    text = CADDYFILE.read_text(encoding="utf-8")
    shown = [line for line in text.splitlines() if not line.strip().startswith("#")]

    assert not [line for line in shown if "3000" in line or "dagster" in line.lower()]
