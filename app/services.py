"""The composition root: settings become engine, clock, pack, adapters and units of work, handed down from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from app.calendars import CalendarCache, closure_days
from app.clock import Clock
from app.settings import Settings
from casework.ports import TimerSpec
from casework.reminding import Hours, reminders
from casework.usecases.receive import Desk
from channels.email import EmailAdapter, MailConfig
from channels.form.adapter import FormAdapter
from channels.telegram.adapter import TelegramAdapter
from channels.telegram.config import TelegramConfig
from channels.twilio.adapter import TwilioAdapter
from channels.twilio.config import TwilioConfig
from intake.channel import Adapter, Channel, Limits
from intake.quiet import next_wake
from storage.bell import Bell
from storage.blobs import Blobs
from storage.calendars import read_calendar
from storage.engine import Engine, make_engine
from storage.repositories.outbox import Carriage
from storage.secrets import draw_secret, hash_secret
from storage.work import Works
from triage.calendar import Calendar, CalendarDay
from triage.due import due
from triage.packs.loader import load_pack
from triage.packs.schema import Pack
from triage.types import Due


@dataclass(frozen=True, slots=True)
class Services:
    """What web, worker and commands share."""

    settings: Settings
    engine: Engine
    clock: Clock
    pack: Pack
    adapters: Mapping[str, Adapter]
    works: Works
    blobs: Blobs
    url: str = field(repr=False, default="")
    calendars: CalendarCache = field(default_factory=CalendarCache)
    bell: Bell | None = None
    secrets: tuple[str, ...] = field(repr=False, default=())

    @property
    def hours(self) -> Hours:
        """R10: when officers may be rung."""
        return office_hours(self.pack)

    @property
    def closures(self) -> tuple[CalendarDay, ...]:
        """The office's own closures (R9)."""
        return closure_days(self.pack)

    @property
    def status_url(self) -> str:
        """The page where a citizen asks with number and secret."""
        return self.settings.public_url.rstrip("/") + "/status"

    @property
    def desk_url(self) -> str:
        """The page of a case, without its id."""
        return self.settings.public_url.rstrip("/") + "/desk/pengaduan"

    async def calendar(self) -> Calendar:
        """R9's calendar as it stands now."""
        async with self.works.begin() as work:
            return await read_calendar(work.session, self.closures)

    def desk(self, calendar: Calendar) -> Desk:
        """What the receive use case needs of office and chance."""
        return Desk(
            office=self.pack.office.code,
            calendar=calendar,
            hours=self.hours,
            remind_on=tuple(self.pack.readings.reminders),
            answer_days=self.pack.readings.answer_working_days,
            draw_secret=draw_secret,
            hash_secret=partial(_hash, key=self.settings.key()),
            status_url=self.status_url,
            look_at=partial(next_wake, calendar=calendar, pack=self.pack),
            pack=self.pack,
        )

    async def aclose(self) -> None:
        """Closes adapters and the pool."""
        for adapter in self.adapters.values():
            await adapter.aclose()
        if self.bell is not None:
            await self.bell.aclose()
        await self.engine.dispose()


def _hash(secret: str, key: bytes) -> str:
    return hash_secret(secret, key)


def office_hours(pack: Pack) -> Hours:
    """The pack's reading of "never at night": whole local hours."""
    closes = pack.readings.reminders_to_hour
    return Hours(
        pack.office.tz, time(pack.readings.reminders_from_hour), time(23, 59) if closes == 24 else time(closes)
    )


@dataclass(frozen=True, slots=True)
class OfficeTerms:
    """casework.usecases.deciding.Terms from pack and calendar."""

    pack: Pack
    calendar: Calendar

    def due(self, made_at: datetime) -> Due:
        """R8, with whether it is provisional (R9)."""
        return due(made_at, self.calendar, self.pack.office.tz, self.pack.readings.answer_working_days)

    def due_at(self, made_at: datetime) -> datetime:
        """R8."""
        return self.due(made_at).at

    def timers(self, made_at: datetime, due_at: datetime) -> tuple[TimerSpec, ...]:
        """R10."""
        return reminders(made_at, due_at, self.calendar, office_hours(self.pack), self.pack.readings.reminders)

    def local(self, moment: datetime) -> datetime:
        """In the office's zone."""
        return moment.astimezone(self.pack.office.tz)


def make_adapters(settings: Settings, clock: Clock) -> dict[str, Adapter]:
    """The channels that are configured; the one list of adapters (adding one: README, five steps)."""
    found: list[Adapter] = [FormAdapter()]
    if settings.twilio.account_sid:
        found.append(TwilioAdapter(_twilio(settings), clock.now))
    if settings.telegram.token.get_secret_value():
        found.append(TelegramAdapter(_telegram(settings), clock.now))
    if settings.mail.address:
        found.append(EmailAdapter(_mail(settings), clock.now))
    return {adapter.name: adapter for adapter in found}


def _twilio(settings: Settings) -> TwilioConfig:
    given = settings.twilio
    return TwilioConfig(
        account_sid=given.account_sid,
        auth_token=given.auth_token.get_secret_value(),
        whatsapp_from=given.whatsapp_from,
        sms_from=given.sms_from,
        messaging_service_sid=given.messaging_service_sid,
        api_base=given.api_base,
        public_url=settings.public_url,
    )


def _telegram(settings: Settings) -> TelegramConfig:
    given = settings.telegram
    return TelegramConfig(
        token=given.token.get_secret_value(),
        secret=given.secret.get_secret_value(),
        api_base=given.api_base,
        public_url=settings.public_url,
    )


def _mail(settings: Settings) -> MailConfig:
    given = settings.mail
    return MailConfig(
        imap_url=given.imap_url.get_secret_value(),
        smtp_url=given.smtp_url.get_secret_value(),
        address=given.address,
        idle=given.idle,
        poll_every=given.poll_seconds,
    )


def carriage(settings: Settings, adapters: Mapping[str, Adapter], zone: ZoneInfo) -> Carriage:
    """What the configured channels carry."""
    limits: dict[Channel, Limits] = {}
    for adapter in adapters.values():
        limits |= dict(adapter.limits)
    mailbox = ("email", settings.mail.address) if "email" in adapters else None
    return Carriage(limits, mailbox, settings.public_url.rstrip("/") + "/status", zone)


def make_services(
    settings: Settings, url: str, *, pool: int = 10, application: str = "aduan", busy: bool = False
) -> Services:
    """Everything built once from settings and a database address.  PackError, ValueError on what cannot be used.

    `busy`: the worker's, whose connections are not tried before use and whose wake-ups ring apart.
    """
    clock, bell = Clock(), Bell(url) if busy else None
    engine = make_engine(url, pool=pool, application=application, ping=not busy, quiet=busy)
    adapters, pack = make_adapters(settings, clock), load_pack(settings.pack)
    return Services(
        settings=settings,
        engine=engine,
        clock=clock,
        pack=pack,
        adapters=adapters,
        works=Works(engine, carriage(settings, adapters, pack.office.tz), bell.ring if bell else None),
        bell=bell,
        blobs=Blobs(settings.blobs_dir),
        url=url,
        secrets=tuple(word for adapter in adapters.values() for word in adapter.secrets),
    )
