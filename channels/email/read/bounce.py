"""What a report says became of a mail of ours: RFC 3464 and the forms of servers that do not follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from email.policy import compat32

from channels.email.read import header, parts

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_REPLY = re.compile(r"(?<![\d.-])([45]\d\d)(?=[ -](?!\d{3}\b))")
_DAEMON = re.compile(r"(?:postmaster|mail\.?delivery|.*daemon|microsoftexchange[0-9a-f]+)@.*|$")
_DAEMON_NAMES = r"mail delivery (?:sub)?system|mailer[- ]daemon|system administrator|mail administrator"
_DAEMON_NAME = re.compile(_DAEMON_NAMES, re.IGNORECASE)
_WEAK = re.compile(r"(?:admin|administrator|root|mail|mailer|system|no-?reply)@.*")
_SUBJECTS = (
    r"undeliver", r"delivery (?:status|failure|has failed|notification)", r"returned mail", r"failure notice",
    r"mail delivery (?:failed|system|error)", r"delivery.{0,20}(?:failed|problem)", r"could not be delivered",
    r"not delivered", r"returned to sender", r"nondeliver", r"gagal (?:terkirim|dikirim|kirim)", r"pengiriman gagal",
    r"tidak (?:terkirim|dapat (?:dikirim|disampaikan))", r"warning: could not send",
)  # fmt: skip
_TEXTS = (
    r"qmail-send program", r"created automatically by mail delivery software", r"could not be delivered",
    r"did not reach the following", r"unable to deliver", r"wasn't delivered to", r"permanent fatal errors",
    r"delivery to the following recipients? (?:failed|has been delayed)", r"transient non-fatal errors",
    r"user unknown", r"mailbox (?:unavailable|not found|full)", r"no such user", r"undelivered mail",
    r"address not found", r"tidak (?:dapat )?(?:terkirim|disampaikan|dikirim)", r"delivery temporarily suspended",
    r"will (?:be retried|keep trying)",
)  # fmt: skip
_DELAYS = (
    r"delay(?:ed)?\b", r"warning: could not send", r"will (?:be retried|keep trying|retry)", r"ditunda",
    r"do not need to resend", r"still being retried",
)  # fmt: skip
_COPIES = (
    r"(?<!-)-{2,80}.{0,20}(?:copy of (?:the|your) message|original (?:message|headers?)|returned message|pesan asli)",
    r"this is a copy of the message", r"unsent message below", r"below this line is a copy",
    r"the headers? of the original message",
)  # fmt: skip
_SUBJECT = re.compile("|".join(_SUBJECTS), re.IGNORECASE)
_TEXT = re.compile("|".join(_TEXTS), re.IGNORECASE)
_DELAY = re.compile("|".join(_DELAYS), re.IGNORECASE)
_COPY = re.compile("|".join(_COPIES), re.IGNORECASE)
_LARGEST = 500_000  # bytes of a report's part in which the copy of our mail is looked for
_LONGEST = 20_000  # of a report's text that is searched
_ID_LINE = re.compile(r"^[ \t>|]*Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_PART = r"[^\s<>:;,()\"'@]"
_ADDRESS = rf"{_PART}{{1,80}}@{_PART}{{1,200}}\.[a-z]{{2,20}}"
_FAILED = re.compile(
    rf"^[ \t>]*<?({_ADDRESS})>?[:;,)]*(?: on \d.*)?[ \t]*$|<({_ADDRESS})>", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Report:
    """One recipient's fate.  `action`: failed, delayed, delivered, relayed, expanded; `status`: RFC 3463 or "".

    `original`: Message-ID of the mail reported on, None when the report does not tell.
    """

    recipient: str | None
    action: str
    status: str
    original: str | None

    @property
    def permanent(self) -> bool:
        """RFC 3463 2: class 5 will not be delivered however often it is sent again."""
        return self.action == "failed" and self.status.startswith("5")


def read_report(message: Message, text: str, sender: str) -> Report | None:
    """What `message` reports of one of ours; None when it is no delivery report."""
    status_part = _find(message, "message/delivery-status") or _find(message, "message/global-delivery-status")
    if status_part is not None:
        return _standard(message, status_part, text)
    if message.get_content_type().lower() == "multipart/report":
        kind = str(message.get_param("report-type") or "").lower()
        return _free_form(message, text) if kind in {"", "delivery-status"} else None
    return _free_form(message, text) if _looks_like_bounce(message, text, sender) else None


def _find(message: Message, kind: str) -> Message | None:
    """The first part of a type, not looking into attached mails: a forwarded bounce is no bounce."""
    if parts.content_type(message) == kind:
        return message
    if parts.content_type(message) == "message/rfc822":
        return None
    return next((found for child in parts.children(message) if (found := _find(child, kind)) is not None), None)


def _standard(message: Message, status_part: Message, text: str) -> Report:
    groups = list(_groups(status_part))
    per_recipient = [group for group in groups if group.get("Action") or group.get("Final-Recipient")] or groups[:1]
    chosen = next(
        (group for group in per_recipient if _action(group) == "failed"),
        per_recipient[0] if per_recipient else Message(),
    )
    detail = str(chosen.get("Diagnostic-Code", ""))
    status = _first(_STATUS, str(chosen.get("Status", ""))) or _code(detail) or _code(text)
    return Report(
        recipient=_recipient(chosen) or _guess_recipient(message, text),
        action=_action(chosen) or ("failed" if status.startswith("5") else "delayed"),
        status=status,
        original=_original(message, groups),
    )


def _groups(status_part: Message) -> Iterator[Message]:
    """The field groups of RFC 3464 2.1, also when the part came as one text."""
    found = list(parts.children(status_part))
    if len(found) > 1 or (found and not found[0].get_payload()):
        yield from found
        return
    content = found[0].as_bytes() if found else parts.payload_bytes(status_part)
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    for block in re.split(r"\n\s*\n", text):
        yield Parser(policy=compat32).parsestr(block + "\n")


def _action(group: Message) -> str:
    return str(group.get("Action", "")).split("(")[0].strip().lower()


def _recipient(group: Message) -> str | None:
    for name in ("Original-Recipient", "Final-Recipient"):
        value = str(group.get(name, "")).rpartition(";")[2]
        _, address = header.mailbox(value)
        if address:
            return address
    return None


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _code(text: str) -> str:
    """An RFC 3463 status in a free text, else the SMTP reply's class as one (550 is 5.0.0)."""
    status = _first(_STATUS, text)
    if status:
        return status
    reply = _first(_REPLY, text)
    return f"{reply[0]}.0.0" if reply else ""


def _original(message: Message, groups: list[Message]) -> str | None:
    """The reported mail's id: from the returned mail or header, from the report's fields, else what it answers."""
    for returned in _returned(message):
        ids = header.message_ids(header.raw_field(returned, "Message-ID"))
        if ids:
            return ids[0]
    for group in groups:
        ids = header.message_ids(str(group.get("X-Original-Message-ID", group.get("Original-Message-ID", ""))))
        if ids:
            return ids[0]
    return _quoted_id(message) or _answered_id(message)


def _returned(message: Message) -> Iterator[Message]:
    for part in message.walk():
        kind = parts.content_type(part)
        if kind in {"message/rfc822", "message/global"} and part is not message:
            yield from parts.children(part)
        elif kind in {"text/rfc822-headers", "message/global-headers", "message/rfc822-headers"}:
            yield Parser(policy=compat32).parsestr(parts.payload_bytes(part).decode("utf-8", "replace"))


def _quoted_id(message: Message) -> str | None:
    """The id in a copy of the mail that stands in the report's own text (qmail, Exim, Sendmail)."""
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.is_multipart():
            found = _first(_ID_LINE, parts.payload_bytes(part)[:_LARGEST].decode("utf-8", "replace"))
            if found:
                return found
    return None


def _answered_id(message: Message) -> str | None:
    for name in ("In-Reply-To", "References", "X-MS-Exchange-Parent-Message-Id"):
        ids = header.message_ids(header.raw_field(message, name))
        if ids:
            return ids[-1]
    return None


def _looks_like_bounce(message: Message, text: str, sender: str) -> bool:
    """Free-form reports: a daemon that says so in subject or text, or the field that Exim and Gmail set."""
    if header.raw_field(message, "X-Failed-Recipients"):
        return True
    empty_path = any(value.replace(" ", "") == "<>" for value in header.raw_fields(message, "Return-Path"))
    daemon = empty_path or bool(_DAEMON.fullmatch(sender))
    name, _ = header.mailbox(header.raw_field(message, "From"))
    signs = [_SUBJECT.search(header.field(message, "Subject")), _TEXT.search(text[:4000])]
    if daemon or _DAEMON_NAME.search(name):
        return any(signs)
    return bool(_WEAK.fullmatch(sender)) and all(signs)


def _free_form(message: Message, text: str) -> Report:
    said = text[: match.start()] if (match := _COPY.search(text[:_LONGEST])) else text[:_LONGEST]
    status = _code(said)
    delayed = bool(_DELAY.search(header.field(message, "Subject") + "\n" + said[:3000])) and not status.startswith("5")
    return Report(
        recipient=_guess_recipient(message, said),
        action="delayed" if delayed else "failed",
        status=status or ("4.0.0" if delayed else "5.0.0"),
        original=_original(message, []),
    )


def _guess_recipient(message: Message, said: str) -> str | None:
    failed = header.addresses(header.raw_fields(message, "X-Failed-Recipients"))
    if failed:
        return failed[0]
    ours = set(header.addresses(header.raw_fields(message, "To")))
    for match in _FAILED.finditer(said):
        address = header.normal(match[1] or match[2])
        if address not in ours:
            return address
    return None
