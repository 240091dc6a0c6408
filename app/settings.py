"""Every setting, once: read from the environment, validated at start, each named in README's table."""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.keys import SettingsError, make_key, refuse_short
from channels.loopback import is_loopback

MIB = 1024 * 1024


class Twilio(BaseModel):
    """ADUAN_TWILIO__*: one account, the numbers held there."""

    account_sid: str = ""
    auth_token: SecretStr = SecretStr("")
    whatsapp_from: str = ""
    sms_from: str = ""
    messaging_service_sid: str = ""
    api_base: str = "https://api.twilio.com"


class Telegram(BaseModel):
    """ADUAN_TELEGRAM__*: one bot."""

    token: SecretStr = SecretStr("")
    secret: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"


class Mail(BaseModel):
    """ADUAN_MAIL__*: one mailbox, read over IMAP, answered over SMTP."""

    imap_url: SecretStr = SecretStr("")
    smtp_url: SecretStr = SecretStr("")
    address: str = ""
    idle: bool = True
    poll_seconds: float = Field(60.0, ge=0.2)


class Operator(BaseModel):
    """ADUAN_OPERATOR__*: who is told of alarms."""

    email: str = ""
    telegram_chat: str = ""


class Quiet(BaseModel):
    """ADUAN_QUIET__*: how long the bot lets a citizen finish, in seconds."""

    chat_seconds: float = Field(3.0, ge=0)
    sms_seconds: float = Field(6.0, ge=0)
    longest_seconds: float = Field(20.0, ge=0)


class Settings(BaseSettings):
    """ADUAN_*: the one class of settings."""

    model_config = SettingsConfigDict(env_prefix="ADUAN_", env_nested_delimiter="__", extra="ignore")

    database_url: SecretStr = SecretStr("")
    data_dir: Path = Path("var")
    public_url: str = "http://127.0.0.1:8000"
    secret_key: SecretStr = SecretStr("")
    pack: str = "purwakarta"
    sandbox: bool = False
    port: int = Field(8000, ge=1, le=65535)
    host: str = "127.0.0.1"
    trusted_proxies: str = ""
    sandbox_port: int = Field(8001, ge=1, le=65535)
    sandbox_imap_port: int = Field(8143, ge=1, le=65535)
    sandbox_smtp_port: int = Field(8025, ge=1, le=65535)
    upload_file_mib: float = Field(10, gt=0)
    upload_message_mib: float = Field(25, gt=0)
    form_per_hour: int = Field(20, ge=1)
    twilio: Twilio = Twilio()
    telegram: Telegram = Telegram()
    mail: Mail = Mail()
    operator: Operator = Operator()
    quiet: Quiet = Quiet()

    @property
    def blobs_dir(self) -> Path:
        """Where attachments lie."""
        return self.data_dir / "blobs"

    @property
    def sandbox_url(self) -> str:
        """The sandbox's own address; it listens on this machine only."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def loopback(self) -> bool:
        """Whether the public URL names this machine only."""
        return is_loopback(self.public_url)

    @property
    def upload_file(self) -> int:
        """Bytes a file may have."""
        return int(self.upload_file_mib * MIB)

    @property
    def upload_message(self) -> int:
        """Bytes all files of a message may have."""
        return int(self.upload_message_mib * MIB)

    def key(self) -> bytes:
        """The office's secret key in bytes."""
        return self.secret_key.get_secret_value().encode()

    def quiet_for(self, channel: str) -> timedelta:
        """How long to wait for more before the bot answers: none for e-mail and form."""
        seconds = {
            "whatsapp": self.quiet.chat_seconds,
            "telegram": self.quiet.chat_seconds,
            "sms": self.quiet.sms_seconds,
        }
        return timedelta(seconds=seconds.get(channel, 0.0))


def read_settings(*, key: bool = True) -> Settings:
    """The settings as the environment has them.  SettingsError names the variable and the remedy.

    `key`: make or read the secret key in the data folder when none is set.
    """
    _refuse_unknown(os.environ)
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    _refuse_contradictions(settings)
    settings = _with_key(settings) if key else settings
    return with_sandbox(settings) if settings.sandbox else settings


def names() -> tuple[str, ...]:
    """Every variable, in the order of the class: what README's table must list."""
    found = []
    for name, field in Settings.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += [f"ADUAN_{name}__{part}".upper() for part in inner.model_fields]
        else:
            found.append(f"ADUAN_{name}".upper())
    return tuple(found)


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    """A typing error in a name is never silent."""
    unknown = sorted({name for name in environment if name.startswith("ADUAN_")} - set(names()))
    if unknown:
        raise SettingsError(f"{unknown[0]} is no setting of aduan: correct its name or unset it (README, settings).")


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    name = "ADUAN_" + "__".join(str(part) for part in first["loc"]).upper()
    return f"{name} cannot be used: {first['msg']}. Correct it or unset it (README, settings)."


def _refuse_contradictions(settings: Settings) -> None:
    _url("ADUAN_PUBLIC_URL", settings.public_url)
    if url := settings.database_url.get_secret_value():
        _database(url)
    if settings.sandbox and not settings.loopback:
        raise SettingsError("ADUAN_SANDBOX=1 works only while ADUAN_PUBLIC_URL is on this machine: unset one of them.")
    if not settings.loopback and not settings.secret_key.get_secret_value():
        raise SettingsError(
            "ADUAN_SECRET_KEY must be set when ADUAN_PUBLIC_URL is not on this machine: 32 random characters or more."
        )
    _together(
        "ADUAN_TWILIO__ACCOUNT_SID", settings.twilio.account_sid, "ADUAN_TWILIO__AUTH_TOKEN", settings.twilio.auth_token
    )
    _together("ADUAN_MAIL__IMAP_URL", settings.mail.imap_url, "ADUAN_MAIL__SMTP_URL", settings.mail.smtp_url)
    _together("ADUAN_MAIL__IMAP_URL", settings.mail.imap_url, "ADUAN_MAIL__ADDRESS", settings.mail.address)
    _together("ADUAN_TELEGRAM__TOKEN", settings.telegram.token, "ADUAN_TELEGRAM__SECRET", settings.telegram.secret)


def _url(name: str, value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsError(f"{name} must be a full address such as https://aduan.example.go.id.")
    if parts.query or parts.fragment:
        raise SettingsError(f"{name} must have no ? and no #: providers sign the address exactly as configured.")


def _database(url: str) -> None:
    if not url.startswith(("postgresql://", "postgres://", "postgresql+asyncpg://")):
        raise SettingsError("ADUAN_DATABASE_URL must start with postgresql:// (PostgreSQL 18 or newer).")


def _together(one: str, first: str | SecretStr, other: str, second: str | SecretStr) -> None:
    if _filled(first) != _filled(second):
        missing = other if _filled(first) else one
        raise SettingsError(f"{one} and {other} belong together: set {missing} too, or unset both.")


def _filled(value: str | SecretStr) -> bool:
    return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)


def _with_key(settings: Settings) -> Settings:
    if key := settings.secret_key.get_secret_value():
        refuse_short(key, "ADUAN_SECRET_KEY")
        return settings
    return settings.model_copy(update={"secret_key": SecretStr(make_key(settings.data_dir))})


def with_sandbox(settings: Settings) -> Settings:
    """Providers of this machine where none is configured; credentials follow from the secret key."""

    def derived(name: str, length: int = 32) -> str:
        return hmac.new(settings.key(), name.encode(), "sha256").hexdigest()[:length]

    updates: dict[str, BaseModel] = {}
    if not settings.twilio.account_sid:
        updates["twilio"] = Twilio(
            account_sid="AC" + derived("sid"), auth_token=SecretStr(derived("twilio")), whatsapp_from="+622648220001",
            sms_from="+622648220002", api_base=settings.sandbox_url,
        )  # fmt: skip
    if not settings.telegram.token.get_secret_value():
        token = f"7000000001:{derived('telegram', 35)}"
        updates["telegram"] = Telegram(
            token=SecretStr(token), secret=SecretStr(derived("hook")), api_base=settings.sandbox_url
        )
    if not settings.mail.address:
        updates["mail"] = _sandbox_mail(settings)
    return settings.model_copy(update=updates)


def _sandbox_mail(settings: Settings) -> Mail:
    """The sandbox's mail server speaks no TLS and no IDLE: it is polled, on this machine only."""
    address = "pengaduan@aduan.test"
    return Mail(
        imap_url=SecretStr(f"imap://pengaduan%40aduan.test:sandbox@127.0.0.1:{settings.sandbox_imap_port}/INBOX"),
        smtp_url=SecretStr(f"smtp://127.0.0.1:{settings.sandbox_smtp_port}"),
        address=address,
        idle=False,
        poll_seconds=1.0,
    )
