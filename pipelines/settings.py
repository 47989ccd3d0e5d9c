"""What a deployment may set; the only reader of environment variables on the writing side."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = PROJECT / "data" / "home"


class Settings(BaseSettings):
    """Settings of the writing side, from the environment's `PLAN_…` names or a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="PLAN_", env_file=".env", extra="ignore")

    home: Path = Field(default=DEFAULT_HOME, description="The deployment's folder.")


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
