"""What every table shares: naming of constraints, UUIDv7 keys, aware times."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, cast

from sqlalchemy import CheckConstraint, DateTime, Dialect, LargeBinary, MetaData, Table, Text, TypeDecorator, text
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.words import storable

Json = dict[str, Any]


class Words(TypeDecorator[str]):
    """Text of any origin: what PostgreSQL cannot hold (NUL, lone surrogates) never stops a statement."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is stored or compared."""
        return None if value is None else storable(value)


class Base(DeclarativeBase):
    """Declarative base; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        str: Words,
        bytes: LargeBinary,
        Json: JSONB,
        list[Any]: JSONB,
        uuid.UUID: UUID(as_uuid=True),
    }


class Keyed:
    """A UUIDv7 primary key drawn by PostgreSQL (decision 10)."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=text("uuidv7()"))


def table(model: type[Base]) -> Table:
    """The table of a model: plain statements on it cost half of what the mapper's own do."""
    return cast("Table", model.__table__)


def one_of(column: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """A check that `column` holds one of `values`, so that a wrong state cannot be stored."""
    words = [str(value) for value in values]
    quoted = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({quoted})", name=f"{column}_known")
