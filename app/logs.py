"""Logs: one JSON line an event on stderr, ids and codes only (decision 15)."""

from __future__ import annotations

import logging
import sys

import structlog

SILENT = (
    "httpx", "httpcore", "uvicorn.access", "telegram", "twilio.http_client", "imap_tools", "aiosmtplib",
    "pgqueuer", "mail.log", "aiohttp.access", "sqlalchemy.engine", "asyncio",
)  # fmt: skip


def configure(level: int = logging.INFO) -> None:
    """Sends structlog to stderr and silences libraries whose lines hold URLs, addresses or texts."""
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")
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
