"""What a deployment may set; the only reader of environment variables on the writing side."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = PROJECT / "data" / "home"


class Settings(BaseSettings):
    """Settings of the writing side, from the environment's `PLAN_…` names or a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="PLAN_", env_file=".env", extra="ignore")

    home: Path = Field(default=DEFAULT_HOME, description="The deployment's folder.")
