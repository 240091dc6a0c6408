"""Twilio's side of a message: what it keeps, what it tells, and when."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from channels.sandbox import faults
from channels.sandbox.clock import SandboxClock
from channels.sandbox.config import SandboxConfig
from channels.sandbox.posting import Poster
from channels.sandbox.state import Row, Store
from channels.sandbox.twilio_rules import Form, Refusal, check, first

REPLY_SESSION = timedelta(hours=24)
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "BERHENTI"})
START_WORDS = frozenset({"START", "UNSTOP", "YES", "MULAI"})
# Seconds from one status to the next.
STEPS = (("queued", 0.02), ("sent", 0.1), ("delivered", 0.3), ("read", 1.0))
RANK = {status: rank for rank, (status, _) in enumerate(STEPS)}


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a citizen sends along."""

    content: bytes
    type: str
    name: str | None = None


def sid(prefix: str) -> str:
    """A new identifier as Twilio makes them."""
    return prefix + uuid.uuid4().hex


class Twilio:
    """One account with a WhatsApp and an SMS number."""

    def __init__(self, config: SandboxConfig, store: Store, clock: SandboxClock, poster: Poster) -> None:
        self.config, self.store, self.clock, self._poster = config, store, clock, poster
        poster.on_status = self._settle
        self.ours = (f"whatsapp:{config.whatsapp_number}", config.sms_number)

    def number(self, ours: str) -> dict[str, Any]:
        """The IncomingPhoneNumber resource of one of our numbers."""
        changed: dict[str, Any] = self.store.get(f"number_{ours}", {})
        plain = self.config.hook("/webhooks/twilio")
        return {
            "sid": "PN" + ours.removeprefix("+").zfill(32),
            "account_sid": self.config.account_sid,
            "phone_number": ours,
            "friendly_name": ours,
            "sms_url": plain + "#rc=5&rp=all",
            "sms_method": "POST",
            "sms_fallback_url": plain,
            "sms_fallback_method": "POST",
            "capabilities": {"sms": True, "mms": False, "voice": False},
        } | changed

    # From the citizen to us

    def receive(self, channel: str, citizen: str, text: str, files: Sequence[Attachment], **more: str) -> str:
        """A citizen writes: kept, listed over REST from now on, and posted to our webhook.  Returns its SID."""
        prefix = "whatsapp:" if channel == "whatsapp" else ""
        ours = self.config.whatsapp_number if prefix else self.config.sms_number
        number = sid("MM" if files else "SM")
        media = [(sid("ME"), file.type, file.name, file.content) for file in files]
        self.store.add_files(number, media)
        self._keep(number, "inbound", prefix + citizen, prefix + ours, text, "received", len(media), None)
        self._note_words(channel, citizen, text)
        links = [{"url": f"{self.config.base}/files/{file_id}", "type": kind} for file_id, kind, _, _ in media]
        self.store.add_talk(channel, citizen, number, text, self.clock.iso(), outgoing=False, extra={"media": links})
        form = self._inbound_form(number, prefix + citizen, prefix + ours, text, more)
        for index, (file_id, kind, _, _) in enumerate(media):
            form[f"MediaUrl{index}"] = f"{self.config.base}{self._uri(number)}/Media/{file_id}"
            form[f"MediaContentType{index}"] = kind
        form["NumMedia"] = str(len(media))
        if not faults.read(self.store, "twilio").drop_webhooks:
            target = self.number(ours)
            self._poster.post(target["sms_url"], form, fallback=target["sms_fallback_url"])
        return number

    def _inbound_form(self, number: str, sender: str, ours: str, text: str, more: Mapping[str, str]) -> dict[str, str]:
        form = {"ToCountry": "ID", "SmsMessageSid": number, "SmsSid": number, "SmsStatus": "received", "Body": text,
                "To": ours, "NumSegments": "1", "MessageSid": number, "AccountSid": self.config.account_sid,
                "From": sender, "ApiVersion": "2010-04-01"}  # fmt: skip
        if sender.startswith("whatsapp:+"):
            form["WaId"] = sender.removeprefix("whatsapp:+")
        return form | dict(more)

    def _note_words(self, channel: str, citizen: str, text: str) -> None:
        """Opt-out by keyword, and the reply session.

        https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
        """
        word = text.strip().upper()
        if channel == "sms" and word in STOP_WORDS | START_WORDS:
            self.store.put(f"stopped_{citizen}", word in STOP_WORDS)
        self.store.put(f"last_{channel}_{citizen}", self.clock.iso())

    # From us to the citizen

    def create(self, form: Form) -> dict[str, Any]:
        """POST Messages: the new resource.  Refusal."""
        check(form, self.ours, tuple(filter(None, [self.config.messaging_service_sid])))
        to = first(form, "To")
        channel, citizen = ("whatsapp", to.removeprefix("whatsapp:")) if to.startswith("whatsapp:") else ("sms", to)
        if self.store.get(f"stopped_{citizen}", False) and channel == "sms":
            raise Refusal(21610)
        sender = first(form, "From") or (self.ours[0] if channel == "whatsapp" else self.ours[1])
        number = sid("MM" if form.get("MediaUrl") else "SM")
        callback = first(form, "StatusCallback") or None
        text = first(form, "Body")
        resource = self._keep(
            number, "outbound-api", sender, to, text, "queued", len(form.get("MediaUrl", [])), callback
        )
        resource["messaging_service_sid"] = first(form, "MessagingServiceSid") or None
        self._save(number, resource)
        links = [{"url": url, "type": "link"} for url in form.get("MediaUrl", [])]
        self.store.add_talk(
            channel, citizen, number, text, self.clock.iso(), outgoing=True, status="queued", extra={"media": links}
        )
        self._fate(number, channel, citizen, templated=bool(first(form, "ContentSid")))
        return resource

    def _fate(self, number: str, channel: str, citizen: str, *, templated: bool) -> None:
        """Every status from now to the end, each at its time."""
        current = faults.read(self.store, "twilio")
        code = current.status_code
        if channel == "whatsapp" and current.reply_session and not templated and not self._session_open(citizen):
            code = 63016
        after = 0.0
        for status, pause in STEPS:
            after += pause
            if status == "read" and channel == "sms":
                break
            if code and status == "sent":
                self._tell_later(number, "failed" if code == 63016 else "undelivered", code, after)
                break
            self._tell_later(number, status, 0, after)

    def _session_open(self, citizen: str) -> bool:
        last = self.store.get(f"last_whatsapp_{citizen}")
        return last is not None and self.clock.now() - datetime.fromisoformat(last) < REPLY_SESSION

    def _tell_later(self, number: str, status: str, code: int, after: float) -> None:
        row = self.store.row("SELECT callback, sender, recipient FROM twilio_message WHERE sid = ?", number)
        assert row is not None  # noqa: S101 just kept
        form = {"SmsSid": number, "SmsStatus": status, "MessageStatus": status, "To": row["recipient"],
                "MessageSid": number, "AccountSid": self.config.account_sid, "From": row["sender"],
                "ApiVersion": "2010-04-01"}  # fmt: skip
        if code:
            form["ErrorCode"] = str(code)
        if row["recipient"].startswith("whatsapp:"):
            form["ChannelPrefix"] = "whatsapp"
        told = row["callback"] and not faults.read(self.store, "twilio").drop_status
        self._poster.post(row["callback"] if told else "", form, after=after)

    def _settle(self, form: Mapping[str, str]) -> None:
        """The resource takes its new status when it is told; never an earlier one again."""
        number, status, code = form["MessageSid"], form["MessageStatus"], form.get("ErrorCode")
        resource = self.resource(number)
        if RANK.get(status, 9) < RANK.get(str(resource["status"]), 9):
            return
        resource |= {"status": status, "date_updated": self.clock.rfc2822(), "error_code": int(code) if code else None}
        self._save(number, resource)
        provider = "whatsapp" if str(resource["to"]).startswith("whatsapp:") else "sms"
        self.store.set_talk_status(provider, number, f"{status} {code}" if code else status)

    # What REST shows

    def resource(self, number: str) -> dict[str, Any]:
        """One Message resource.  Refusal when there is none."""
        row = self.store.row("SELECT resource FROM twilio_message WHERE sid = ?", number)
        if row is None:
            raise Refusal(20404)
        found: dict[str, Any] = json.loads(row["resource"])
        return found

    def listed(self, query: Mapping[str, str], offset: int, count: int) -> list[dict[str, Any]]:
        """Messages by To, From and DateSent (a day, or `DateSent>` and `DateSent<` inclusive), newest first."""
        where, values = ["1 = 1"], []
        for name, column in (("To", "recipient"), ("From", "sender")):
            if query.get(name):
                where.append(f"{column} = ?")
                values.append(query[name])
        for name, sign in (("DateSent>", ">="), ("DateSent<", "<=")):
            if query.get(name):
                where.append(f"date_sent {sign} ?")
                values.append(_moment(query[name]))
        if query.get("DateSent"):
            where.append("substr(date_sent, 1, 10) = ?")
            values.append(query["DateSent"][:10])
        sql = f"SELECT resource FROM twilio_message WHERE {' AND '.join(where)} ORDER BY date_sent DESC, seq DESC"  # noqa: S608 fixed names
        return [
            json.loads(row["resource"]) for row in self.store.rows(f"{sql} LIMIT ? OFFSET ?", *values, count, offset)
        ]

    def media(self, number: str) -> list[Row]:
        """A message's media rows."""
        return self.store.rows("SELECT id, type FROM file WHERE owner = ? ORDER BY rowid", number)

    def _keep(
        self,
        number: str,
        direction: str,
        sender: str,
        to: str,
        text: str,
        status: str,
        media: int,
        callback: str | None,
    ) -> dict[str, Any]:
        now, uri = self.clock.rfc2822(), self._uri(number)
        resource: dict[str, Any] = {
            "sid": number, "account_sid": self.config.account_sid, "api_version": "2010-04-01", "body": text,
            "direction": direction, "from": sender, "to": to, "status": status, "num_media": str(media),
            "num_segments": "1", "date_created": now, "date_sent": now, "date_updated": now, "error_code": None,
            "error_message": None, "messaging_service_sid": None, "price": None, "price_unit": "USD",
            "uri": f"{uri}.json", "subresource_uris": {"media": f"{uri}/Media.json"},
        }  # fmt: skip
        self.store.run(
            "INSERT INTO twilio_message (sid, direction, sender, recipient, date_sent, resource, callback)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            number, direction, sender, to, _moment(now), json.dumps(resource), callback,
        )  # fmt: skip
        return resource

    def _save(self, number: str, resource: Mapping[str, Any]) -> None:
        self.store.run("UPDATE twilio_message SET resource = ? WHERE sid = ?", json.dumps(resource), number)

    def _uri(self, number: str) -> str:
        return f"/2010-04-01/Accounts/{self.config.account_sid}/Messages/{number}"


def _moment(text: str) -> str:
    """RFC 2822 or ISO 8601 as sortable UTC to the second, a second being all that Twilio keeps."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = parsedate_to_datetime(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
