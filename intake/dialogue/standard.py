"""Questions answered from the office's own standard, naming the row; nothing that the pack assumes is told (R17)."""

from __future__ import annotations

import re

from intake import sms
from intake.conversation import Context
from intake.dialogue import words
from intake.dialogue.turn import Turn
from intake.wording import replies
from intake.wording.hours import hours_words
from triage.packs.schema.pack import Pack
from triage.types import Assessment, Component

TEXT_LIMIT = 500  # characters of the standard's own text that still read well in a chat
_QUESTION_WORDS = 15

_TOPICS = (
    (
        Component.REQUIREMENTS,
        r"syarat\w*|persyaratan|(?:dokumen|berkas|bawa) apa|kelengkapan|requirements?|documents?|sarat(?:na)?",
    ),
    (Component.FEE, r"biaya\w*|tarif\w*|bayar\w*|harga\w*|ongkos\w*|gratis|fee|cost|price|waragad\w*|sabaraha"),
    (
        Component.TURNAROUND_TIME,
        r"(?:berapa|brp) (?:lama|hari|minggu)|lamanya|jangka waktu|how long|sabaraha (?:lila|dinten|poe)",
    ),
    (Component.PRODUCT, r"hasilnya apa|dapat apa|dokumen apa yang (?:terbit|keluar|didapat)"),
)
_HOURS = re.compile(
    r"\b(?:jam (?:buka|tutup|layanan|pelayanan|kerja|operasional)|buka jam|tutup jam|buka (?:ga|gak|"
    r"tidak|tdk|nggak)|hari apa|opening hours|open)\b"
)
_ADDRESS = re.compile(
    r"\b(?:alamat\w*|lokasi\w*|(?:di ?mana|dmn) (?:kantor|tempat|letak)\w*|kantornya (?:di ?mana|"
    r"dmn)|where is)\b"
)


def answer(turn: Turn, text: str, heard: Assessment, context: Context) -> str | None:
    """The reply, or None when the pack does not say, or says more than an SMS holds."""
    found = _answer(turn, text, heard, context)
    fits = found is None or not turn.manner.short or sms.segments(sms.fold(found)).count <= sms.MAX_SEGMENTS
    return found if fits else None


def _answer(turn: Turn, text: str, heard: Assessment, context: Context) -> str | None:
    asked = words.plain(text)
    if _HOURS.search(asked):
        return hours(turn, context.pack)
    if _ADDRESS.search(asked):
        places = context.pack.office.addresses
        return replies.office_address(turn.text, places[0].text)
    component = _topic(asked)
    service_id = heard.service.id if heard.service else turn.conversation.service_id
    return _from_standard(turn, component, service_id, context.pack) if component else None


def is_asked(text: str) -> bool:
    """Whether a text plainly asks for something that standards say."""
    asked = words.plain(text)
    return (
        bool(_HOURS.search(asked) or _ADDRESS.search(asked) or _topic(asked)) and len(asked.split()) <= _QUESTION_WORDS
    )


def _topic(asked: str) -> Component | None:
    # "berapa lama" is a time although "berapa" alone may be a price, so the longest topic word decides
    found = [(len(m[0]), component) for component, p in _TOPICS if (m := re.search(rf"\b(?:{p})\b", asked))]
    return max(found)[1] if found else None


def _from_standard(turn: Turn, component: Component, service_id: str | None, pack: Pack) -> str | None:
    standard, kind = pack.standard_of(service_id), pack.service(service_id)
    if standard is None or kind is None or not standard.holds(component):
        return None
    text = " ".join(standard.components[component].text.split()).removeprefix(": ")
    if len(text) > TEXT_LIMIT:
        return None
    name = kind.hint or kind.name
    return replies.from_standard(
        turn.text,
        service=name,
        component=replies.component_words(turn.text, component.value),
        text=text,
        row=standard.address(component),
    )


def hours(turn: Turn, pack: Pack) -> str | None:
    """When the office is open, unless the pack only assumes it."""
    if pack.hours.assumed:
        return None  # an officer answers: what the pack assumes is not told as fact
    return replies.office_hours(turn.text, hours_words(pack.hours, turn.conversation.language))
