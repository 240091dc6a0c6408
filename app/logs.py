"""Logs: one JSON line an event on stderr, ids and codes only (decision 15)."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog

SILENT = (
    "httpx", "httpcore", "uvicorn.access", "telegram", "twilio.http_client", "imap_tools", "aiosmtplib",
    "pgqueuer", "mail.log", "aiohttp.access", "sqlalchemy.engine", "asyncio",
)  # fmt: skip


class Wordless(logging.Formatter):
    """Who logged and how badly; of an exception where it was and its type, never its text."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - the standard library's name
        """The lines of code and the type."""
        error = ei[1] if isinstance(ei, tuple) else None
        return where(error) if isinstance(error, BaseException) else ""


def where(error: BaseException) -> str:
    """The lines of code an exception came through and its type; its text may hold what a citizen wrote."""
    return "".join(traceback.format_tb(error.__traceback__)) + failure(error)


def show_uncaught(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """What ends a process is shown without its text."""
    sys.stderr.write(where(error) + "\n")


def configure(level: int = logging.INFO) -> None:
    """Sends structlog to stderr and silences libraries whose lines hold URLs, addresses or texts."""
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Wordless("%(levelname)s %(name)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    sys.excepthook = show_uncaught
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def failure(error: BaseException) -> str:
    """What may be said of an exception: its type, never its text."""
    return type(error).__name__
