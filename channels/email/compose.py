"""An outgoing message as a mail: plain text with an HTML form of the same words."""

from __future__ import annotations

import html
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from channels.email.config import MailConfig
from intake.channel import OutboundMessage

# RFC 3834 5: an answer that a programme gives is auto-replied, what it sends of itself auto-generated.
_OF_ITSELF = {"answer", "ask", "reminder", "overdue", "survey", "alarm"}
_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
_STYLE = (
    "font-family:system-ui,-apple-system,'Segoe UI',Arial,sans-serif;font-size:16px;line-height:1.5;max-width:640px"
)
_POLICY = SMTP.clone(max_line_length=998)


def message_id(message: OutboundMessage, config: MailConfig) -> str:
    """Our Message-ID: the same whenever the same message is sent, so that a receiver sees it once."""
    local = re.sub(r"[^A-Za-z0-9._-]", "-", message.id)
    return f"<{local}@{config.domain}>"


def compose(message: OutboundMessage, config: MailConfig, now: datetime) -> EmailMessage:
    """`message` as a mail from our address.  ValueError when the address cannot stand in a header."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _mailbox(config.address, message.variables.get("office", ""))
    mail["To"] = _mailbox(message.address, "")
    mail["Subject"] = subject(message)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id(message, config)
    _thread(mail, message)
    _automatic(mail, message)
    token = message.variables.get("reply_token", "")
    if token and config.plus_tags:
        local, _, domain = config.address.rpartition("@")
        mail["Reply-To"] = _mailbox(f"{local}+{token}@{domain}", message.variables.get("office", ""))
    text = body_text(message)
    mail.set_content(text, cte=None if text.isascii() else "quoted-printable")
    mail.add_alternative(body_html(text, message.language), subtype="html", cte="quoted-printable")
    _attach(mail, message)
    return mail


def subject(message: OutboundMessage) -> str:
    """The subject on one line; the text's first line when none was given."""
    line = message.subject or message.text.strip().partition("\n")[0][:60]
    return " ".join(line.split())


def body_text(message: OutboundMessage) -> str:
    """The text with its choices as numbered lines, which a person answers with the number."""
    choices = [f"{number}. {choice.label}" for number, choice in enumerate(message.choices, 1)]
    return message.text.strip() + ("\n\n" + "\n".join(choices) if choices else "") + "\n"


def body_html(text: str, language: str) -> str:
    """`text` as HTML: paragraphs, line breaks, links; light and dark, nothing loaded from elsewhere."""
    paragraphs = [_paragraph(part) for part in re.split(r"\n{2,}", text.strip())]
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>\n'
        f'<body style="{_STYLE}">\n' + "\n".join(paragraphs) + "\n</body></html>\n"
    )


def _paragraph(part: str) -> str:
    pieces, position = [], 0
    for match in _LINK.finditer(part):
        link = html.escape(match[0])
        pieces += [html.escape(part[position : match.start()]), f'<a href="{link}">{link}</a>']
        position = match.end()
    pieces.append(html.escape(part[position:]))
    return f"<p>{''.join(pieces).replace(chr(10), '<br>' + chr(10))}</p>"


def _mailbox(address: str, name: str) -> Address:
    """ValueError on an address that would break the header (RFC 5322 3.4)."""
    local, _, domain = wire_address(address).rpartition("@")
    return Address(" ".join(name.split()), local, domain)


def wire_address(address: str) -> str:
    """`address` as any SMTP server takes it: a domain of other letters as A-labels (RFC 5891)."""
    local, _, domain = address.rpartition("@")
    if not local or not domain or re.search(r"[\s<>\x00-\x1f]", address):
        raise ValueError("not an e-mail address")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"


def _thread(mail: EmailMessage, message: OutboundMessage) -> None:
    """RFC 5322 3.6.4: In-Reply-To and References, so that mail programs show one conversation."""
    known = [item for item in (*message.references, message.reply_to or "") if _is_id(item)]
    references = list(dict.fromkeys(known))
    if references:
        answered = message.reply_to if message.reply_to and _is_id(message.reply_to) else references[-1]
        mail["In-Reply-To"] = answered
        mail["References"] = " ".join(references[:1] + references[1:][-20:])


def _is_id(text: str) -> bool:
    return re.fullmatch(r"<[^<>\s]+>", text) is not None


def _automatic(mail: EmailMessage, message: OutboundMessage) -> None:
    """Other robots shall not answer us (RFC 3834; the second field is Microsoft's)."""
    mail["Auto-Submitted"] = "auto-generated" if message.intent in _OF_ITSELF else "auto-replied"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"


def _attach(mail: EmailMessage, message: OutboundMessage) -> None:
    for number, blob in enumerate(message.media, 1):
        main, _, sub = blob.type.partition("/")
        name = blob.name or f"lampiran-{number}"
        mail.add_attachment(blob.content, maintype=main, subtype=sub or "octet-stream", filename=name)
