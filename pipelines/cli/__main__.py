"""`python -m pipelines.cli`: the command `plan` where it is not on the path."""

from pipelines.cli import app

app()
