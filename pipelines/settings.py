"""What a deployment may set; the only reader of environment variables on the writing side."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipelines.errors import NotPossibleNow

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = PROJECT / "data" / "home"
SIGN_IN = "sign-in.toml"
"""The deployment's file with a section `[auth]` that names the providers, as Streamlit reads it."""
PREFIX = "PLAN_"
"""What every name in the environment begins with that sets something."""


class InvalidSettings(NotPossibleNow):
    """A setting is not what it has to be; the message names each, with what was expected and found."""


class Settings(BaseSettings):
    """Settings of the writing side, from the environment's `PLAN_…` names or a file `.env`.

    Raises:
        InvalidSettings: one of them is not what it has to be.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore")

    home: Path = Field(default=DEFAULT_HOME, description="The deployment's folder.")
    signing_key: Path | None = Field(
        default=None, description="The private key (PEM, Ed25519) that releases and heads are signed with."
    )
    heads_file: Path | None = Field(
        default=None, description="A file, best on another machine's disk, that heads of logs are added to."
    )
    smtp: str = Field(default="", description="The mail server, HOST or HOST:PORT; empty: no e-mail is sent.")
    smtp_seconds: float = Field(
        default=20, gt=0, description="How long the mail server may take to answer, in seconds."
    )
    mail_from: str = Field(default="", description="The address that e-mail is sent from.")
    workspace_address: str = Field(
        default="http://127.0.0.1:8502", description="Where the workspace is, for links in letters."
    )
    backup_target: str = Field(
        default="", description="Where a backup goes each night: a folder or an object store's address."
    )
    backup_keep: int = Field(default=60, ge=1, description="How many snapshots stay in the target.")
    history_days: int = Field(default=400, ge=1, description="How long Dagster's runs are kept.")
    dagster_postgres: str = Field(
        default="",
        description="Where Dagster keeps its runs: a PostgreSQL address; empty: in files.",
    )
    traces_to: str = Field(
        default="", description="The OTLP/HTTP address of an OpenTelemetry collector; empty: nothing is sent."
    )
    alerts_to: str = Field(
        default="", description="Who is told of faults and heads: addresses of roles, with commas between."
    )

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)
        except ValidationError as error:
            wrong = [
                f"{PREFIX}{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}, found {each['input']!r}"
                for each in error.errors()
            ]
            raise InvalidSettings(
                f"{'; '.join(wrong)}. Put it right where this deployment's settings are: see .env.example"
            ) from None


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set environment variables for what runs inside: dbt's profile reads its path from there."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def child_environment(**values: str) -> dict[str, str]:
    """Return this process's environment with `values` added, for a server that it starts."""
    return {**os.environ, **values}
