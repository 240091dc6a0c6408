"""Rendering: one Jinja environment a process, strict and autoescaped; a page is a template and a small dataclass."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from triage.packs.schema.pack import Pack
from web import words
from web.services import WebServices
from web.times import Times

LOCALE = Path(__file__).parent / "locale"
LANGUAGE = "id"


@cache
def environment() -> Environment:
    """The environment: templates of this package, StrictUndefined, autoescape always, gettext domain `web`."""
    env = Environment(
        loader=PackageLoader("web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    install_language(env, LANGUAGE)
    env.globals["words"] = words
    env.filters["size"] = words.size
    return env


def install_language(env: Environment, language: str) -> None:
    """Puts the catalogue of `language` into `env`; Indonesian, the source, has none."""
    found: gettext.NullTranslations = NullTranslations()
    if language != LANGUAGE:
        found = Translations.load(str(LOCALE), [language], domain="web")
    env.install_gettext_callables(found.gettext, found.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension


def _values(page: object) -> Mapping[str, Any]:
    if not is_dataclass(page):
        raise TypeError("a page is a dataclass")
    return {f.name: getattr(page, f.name) for f in fields(page)}


def render(services: WebServices, template: str, page: object, *, status: int = 200, me: object = None) -> HTMLResponse:
    """`template` filled with the fields of the dataclass `page`; `me`: the signed-in officer, None for citizens."""
    common = {
        "office": services.pack.office,
        "pack": services.pack,
        "times": Times(services.pack.office.tz, services.clock()),
        "sandbox": services.sandbox,
        "language": LANGUAGE,
        "me": me,
    }
    body = environment().get_template(template).render({**common, **_values(page)})
    return HTMLResponse(body, status_code=status)


def service_names(pack: Pack) -> dict[str, str]:
    """Catalogue names by id."""
    return {kind.id: kind.name for _, _, kind in pack.catalogue.walk()}


def short_names(pack: Pack) -> dict[str, str]:
    """Catalogue names as people say them, by id: what fits into a list."""
    return {kind.id: kind.hint or kind.name for _, _, kind in pack.catalogue.walk()}


def unit_names(pack: Pack) -> dict[str, str]:
    """Unit names by id."""
    return {unit.id: unit.name for unit in pack.units}
