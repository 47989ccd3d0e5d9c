"""The deployment's Caddyfile, run by Debian's Caddy on loopback."""

import http.client
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import PROJECT, child_environment
from tests.support.ports import free_ports

CADDYFILE = PROJECT / "deploy" / "Caddyfile"
PUBLIC, WORKSPACE, ONE = "plan.localhost", "workspace.localhost", "one.localhost"


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers, and what was said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Front:
    """Caddy as it is served: its port for TLS, the one for the plain web, and its process."""

    tls: int
    plain: int
    pid: int

    def get(self, name: str, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """Ask one of the names for a path, over TLS."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection(name, self.tls, timeout=180, context=context)
        plain = socket.create_connection(("127.0.0.1", self.tls), timeout=180)
        connection.sock = context.wrap_socket(plain, server_hostname=name)
        connection.request(method, path, body or None, headers={"Host": f"{name}:{self.tls}", **headers})
        answer = connection.getresponse()
        found = {key.lower(): value for key, value in answer.getheaders()}
        return Answer(answer.status, found, answer.read())


@contextmanager
def caddy(folder: Path, releases: Path, app: str, workspace: str, public: str = PUBLIC) -> Iterator[Front]:
    """Serve releases, with an app and a workspace at these addresses; what Caddy keeps is in `folder`."""
    first = free_ports(2)
    environment = child_environment(
        CADDY_GLOBAL="local_certs\n\tskip_install_trust\n\tdefault_bind 127.0.0.1",
        HTTPS_PORT=str(first),
        HTTP_PORT=str(first + 1),
        PUBLIC_NAME=public,
        WORKSPACE_NAME=WORKSPACE,
        ONE_NAME=ONE,
        PLAN_RELEASES=str(releases),
        PUBLIC_APP=app.removeprefix("http://"),
        WORKSPACE_APP=workspace,
        XDG_DATA_HOME=str(folder),
        XDG_CONFIG_HOME=str(folder),
    )
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            ["caddy", "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    found = Front(first, first + 1, process.pid)
    try:
        _wait_for(found, public, folder / "log.txt")
        yield found
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(front: Front, name: str, log: Path, seconds: float = 60) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            if front.get(name, "/").status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(log.read_text()[-3000:])
