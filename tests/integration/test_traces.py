"""A collector that is named gets spans that say how long, never what was said; without one none is sent."""

import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from pipelines.settings import PROJECT, child_environment
from tests.support.door import a_return, new_home, on_track

SUBMIT = """
import sys
from pathlib import Path
from tests.support.door import send
from pipelines.traces import span
assert send(Path(sys.argv[1]), Path(sys.argv[2])).accepted
try:
    with span("something"):
        raise ValueError("SECRET")
except ValueError:
    pass
print("opentelemetry" in sys.modules)
"""


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a collector on loopback, and what it was sent."""
    taken: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Collector)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/traces", taken
    server.shutdown()


def submit(folder: Path, **environment: str) -> str:
    home = new_home(folder)
    file = a_return(folder / "good.xlsx", [on_track(what_happened="SECRET words.")])
    done = subprocess.run(
        [sys.executable, "-c", SUBMIT, str(file), str(home)],
        cwd=PROJECT,
        env=child_environment(PYTHONPATH=str(PROJECT), **environment),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def test_spans_go_to_the_collector_and_hold_no_content(
    collector: tuple[str, list[bytes]], tmp_path: Path
) -> None:
    address, taken = collector

    submit(tmp_path, PLAN_TRACES_TO=address)

    requests = [ExportTraceServiceRequest.FromString(body) for body in taken]
    spans = [
        span
        for request in requests
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    told = {span.name: span for span in spans}
    assert told["submit"].end_time_unix_nano > told["submit"].start_time_unix_nano
    assert [(pair.key, pair.value.string_value) for pair in told["submit"].attributes] == [("feed", "return")]
    assert told["something"].status.message == "ValueError"
    assert not [body for body in taken if b"SECRET" in body or b"reporting officer" in body]


def test_without_a_collector_nothing_is_loaded(tmp_path: Path) -> None:
    assert submit(tmp_path) == "False"
