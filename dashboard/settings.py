"""What a deployment may set for the screens; the only reader of environment variables on this side."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent
DEFAULT_HOME = PROJECT / "data" / "home"
DEFAULT_RELEASES = DEFAULT_HOME / "releases"


class Settings(BaseSettings):
    """Settings of the screens, from the environment's `PLAN_…` names or a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="PLAN_", env_file=".env", extra="ignore")

    releases: Path = Field(default=DEFAULT_RELEASES, description="The folder of published releases.")
    languages: str = Field(
        default="en;cy",
        description="The languages of the plan, while no release says them: en, or en;cy.",
        pattern="^en(;cy)?$",
    )
    home: Path = Field(default=DEFAULT_HOME, description="The deployment's folder, for the workspace alone.")
    workspace_demo: bool = Field(
        default=False, description="Let whoever comes choose a role: for a demonstration on loopback only."
    )
    public_address: str = Field(
        default="http://127.0.0.1:8501", description="Where the public pages are, for links of the workspace."
    )
    edition_address: str = Field(
        default="",
        description="Where the static edition is on the web; empty: it says no address of its own.",
        pattern=r"^(https?://[^\s<>\"]+)?$",
    )
    contact: str = Field(
        default="", description="Where the public may ask: a role's address, never a person's."
    )

    @property
    def app_of_the_edition(self) -> str:
        """Return where the app is, for pages that the whole web reads: empty unless somebody said it."""
        return self.public_address if "public_address" in self.model_fields_set else ""
