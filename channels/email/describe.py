"""What the adapter makes of a mail file, for `aduan mail FILE...`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from channels.email.read import Mail, NotAMail, read_mail
from channels.email.read.bounce import Report
from channels.email.read.parts import Attachment

_EMPTY: dict[str, Any] = {
    "file": "", "message_id": None, "references": [], "from": None, "name": None, "to": [], "subject": None,
    "text": None, "quoted": None, "sent_at": None, "automatic": None, "bounce": None, "attachments": [], "error": None,
}  # fmt: skip


def describe(path: str | Path, ours: str = "") -> dict[str, Any]:
    """One JSON object a file, its fields as `aduan mail` promises them; `error` says why it would be quarantined.

    Never raises.  `sent_at` is the time of the newest Received field, else of Date: a file has no INTERNALDATE (R3).
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as trouble:
        return _EMPTY | {"file": str(path), "error": f"cannot be read: {trouble.strerror or type(trouble).__name__}"}
    return describe_bytes(raw, str(path), ours)


def describe_bytes(raw: bytes, name: str, ours: str = "") -> dict[str, Any]:
    """The same of bytes at hand."""
    try:
        return _EMPTY | {"file": name} | _fields(read_mail(raw, ours))
    except NotAMail as reason:
        return _EMPTY | {"file": name, "error": str(reason)}
    except Exception as broken:
        return _EMPTY | {"file": name, "error": f"mail reader: {type(broken).__name__}"}


def _fields(mail: Mail) -> dict[str, Any]:
    when = mail.received or mail.sent
    return {
        "message_id": mail.message_id,
        "references": list(mail.references),
        "from": mail.sender or None,
        "name": mail.name or None,
        "to": list(mail.to),
        "subject": mail.subject or None,
        "text": mail.text,
        "quoted": mail.quoted or None,
        "sent_at": when.isoformat() if when else None,
        "automatic": mail.automatic,
        "bounce": _bounce(mail.report),
        "attachments": [_attachment(file) for file in mail.attachments],
    }


def _bounce(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {"recipient": report.recipient, "status": report.status or None, "permanent": report.permanent}


def _attachment(file: Attachment) -> dict[str, Any]:
    digest = hashlib.sha256(file.content).hexdigest()
    return {"name": file.name, "type": file.type, "size": len(file.content), "sha256": digest}
