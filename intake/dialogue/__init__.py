"""The dialogue: `step` takes new messages into a conversation and says what to answer and what to do.  Pure."""

from intake.dialogue.stepping import step

__all__ = ["step"]
