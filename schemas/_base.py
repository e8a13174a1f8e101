"""What every schema of ours shares: frozen values, no unknown fields."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that can't be changed and refuses fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
        # Half of the import time of the schemas goes into validators that most runs never need.
        defer_build=True,
    )
