"""Commands that serve: the demonstration, whole, and a deployment's servers."""

from enum import StrEnum
from typing import Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, failures

app = typer.Typer()


class Server(StrEnum):
    """What can be started."""

    PUBLIC = "public"
    WORKSPACE = "workspace"
    DAGSTER = "dagster"


@app.command(epilog="Example: plan demo --home /srv/demo --no-serve")
def demo(
    home: HomeOption = HOME,
    serve_after: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the public dashboard and the workspace.")
    ] = True,
    port: Annotated[int | None, typer.Option(help="The public dashboard's port (8501).")] = None,
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


@app.command(epilog="Example: plan serve public --port 8600")
def serve(
    what: Annotated[
        Server, typer.Argument(help="The public dashboard, the partners' workspace, or Dagster's own pages.")
    ],
    port: Annotated[
        int | None, typer.Option(help="The port (public 8501, workspace 8502, dagster 3000).")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Let whoever comes choose a role: of a demonstration's workspace.")
    ] = False,
    home: HomeOption = HOME,
) -> None:
    """Start a server on this machine's loopback address; Ctrl-C stops it."""
    from pipelines import servers

    if demo and what is not Server.WORKSPACE:
        raise typer.BadParameter("--demo is for the workspace")
    with failures():
        raise typer.Exit(servers.run_trying_out(home, port) if demo else servers.run(what.value, home, port))
