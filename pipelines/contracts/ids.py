"""The forms that ids take, and the types of cells that several contracts share."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

ActionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$")]
"""As the community's own plan numbers its actions: `A07`, `1.2.3`, `BE-24-1`."""

MilestoneId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$")]
"""The id of its action, and what it adds to it: `A07-M2`."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Partners, themes, topics, rounds, plans: `health-board`, `2025-06`."""

RowId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Short = Annotated[str, Field(max_length=200)]
Title = Annotated[str, Field(max_length=400)]
Text = Annotated[str, Field(max_length=1000)]
Spoken = Annotated[str, Field(max_length=4000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Position = Annotated[int, Field(ge=1, le=100_000)]
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
