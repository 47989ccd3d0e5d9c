"""Commands that serve: the demonstration, whole, and a deployment's servers."""

from enum import StrEnum
from typing import Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, failures, require_folder

app = typer.Typer()

LAST_PORT = 65535


class Server(StrEnum):
    """What can be started."""

    PUBLIC = "public"
    WORKSPACE = "workspace"
    SITE = "site"
    DAGSTER = "dagster"
    ALL = "all"


@app.command(epilog="Example: plan demo --home /srv/demo --no-serve")
def demo(
    home: HomeOption = HOME,
    serve_after: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the public dashboard and the workspace.")
    ] = True,
    port: Annotated[
        int | None, typer.Option(min=1, max=LAST_PORT, help="The public dashboard's port (8501).")
    ] = None,
) -> None:
    """Load the demonstration plan (invented) through the door, Dagster and dbt, publish it, and serve it."""
    from pipelines import servers
    from pipelines.demo.run import load_demonstration

    with failures():
        load_demonstration(home, typer.echo)
    if serve_after:
        public, workspace = port or servers.PORTS["public"], servers.PORTS["workspace"]
        typer.echo(f"What residents see:                      http://{servers.LOOPBACK}:{public}")
        typer.echo(f"Where partners report (choose any role): http://{servers.LOOPBACK}:{workspace}")
        with failures():
            servers.run_demonstration(home, public)


@app.command(epilog="Example: plan serve all --home /srv/plan")
def serve(
    what: Annotated[
        Server,
        typer.Argument(help="One of the pages, Dagster with its daemon, or all under one supervisor."),
    ],
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=LAST_PORT,
            help="The port (public 8501, workspace 8502, site 8503, dagster 3000); of `all`, the first.",
        ),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Let whoever comes choose a role: of a demonstration's workspace.")
    ] = False,
    home: HomeOption = HOME,
) -> None:
    """Start a server, or all of them, on this machine's loopback address; Ctrl-C stops it.

    `site` is the static edition, which a web server can serve from the disk as well; `all` leaves it to one.
    Dagster's daemon takes in what was submitted, follows the plan's calendar and sends the nightly backup.
    """
    from pipelines import servers

    if demo and what is not Server.WORKSPACE:
        raise typer.BadParameter("--demo is for the workspace")
    with failures():
        require_folder(home)
        if what in (Server.DAGSTER, Server.ALL):
            from pipelines.supervising import supervise

            pages = [name for name in Server if name not in (Server.SITE, Server.DAGSTER, Server.ALL)]
            supervise(pages if what is Server.ALL else [], home, port)
        raise typer.Exit(servers.run_trying_out(home, port) if demo else servers.run(what.value, home, port))
