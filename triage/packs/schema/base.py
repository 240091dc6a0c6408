"""What every part of a pack shares: nothing unknown is accepted, nothing changes after loading."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """A frozen part of a pack; a key that the schema does not know is a mistake, not a note."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Assumable(Part):
    """A part that the office's own texts may not say.

    `assumed: true` needs a reason; it is shown so, listed by `aduan pack check`, and never the standard that a
    claim is held against (R20).
    """

    assumed: bool = False
    reason: str | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> Assumable:
        if self.assumed and not self.reason:
            raise ValueError("assumed: true needs a reason")
        return self
