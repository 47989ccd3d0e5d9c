"""Commands on the static edition: put it where a web host or a content network serves it from."""

from typing import Annotated

import typer

from pipelines.cli.common import HOME, HomeOption, failures

app = typer.Typer(help="The static edition: the public pages as files.", no_args_is_help=True)


@app.callback()
def site() -> None:
    """The static edition: the public pages as files, for any web host."""


@app.command(epilog="Example: plan site export /var/www/plan --address https://plan.example.org/")
def export(
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="A folder, or an object store's address: s3://bucket/plan."),
    ],
    address: Annotated[
        str | None,
        typer.Option(help="Where it will be on the web: the pages then say so.", show_default=False),
    ] = None,
    release: Annotated[
        str | None, typer.Option(help="Which release (default: the latest).", show_default=False)
    ] = None,
    home: HomeOption = HOME,
) -> None:
    """Put the pages of a release, and its open data, into a folder or a store; again after each publication.

    What an earlier export put there and is no longer of the edition is removed, and nothing else.
    Keys and endpoint of a store are read from the usual AWS_... names.
    """
    from pipelines.operations.site import export_site

    with failures():
        release_id, count = export_site(home, target, release, address)
    typer.echo(f"{count} files of release {release_id} are in {target}; its first page is index.html.")
