"""The command line (docs/design: the outside face)."""

from app.cli.main import main

__all__ = ["main"]
