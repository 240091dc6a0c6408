"""Questions answered from the office's own standard, naming the row; nothing that the pack assumes is told (R17)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake import sms
from intake.conversation import Context
from intake.dialogue import words
from intake.dialogue.turn import Turn
from intake.wording import replies
from intake.wording.hours import hours_words
from intake.wording.language import SOURCE
from triage.packs.schema.pack import Pack
from triage.packs.schema.standard import Standard
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
    service_id = heard.service.id if heard.service else turn.conversation.service_id
    found = [_from_standard(turn, component, service_id, context.pack) for component in _topics(asked)]
    return "\n".join(one for one in found if one) or None


def is_asked(text: str) -> bool:
    """Whether a text plainly asks for something that standards say."""
    asked = words.plain(text)
    return (
        bool(_HOURS.search(asked) or _ADDRESS.search(asked) or _topics(asked)) and len(asked.split()) <= _QUESTION_WORDS
    )


def _topics(asked: str) -> list[Component]:
    """What is asked for, in order; "berapa lama" is a time although "berapa" alone may be a price."""
    found = [(m.start(), m.end(), component) for component, p in _TOPICS for m in re.finditer(rf"\b(?:{p})\b", asked)]
    whole = [one for one in found if not any(o[0] <= one[0] and one[1] <= o[1] and o[:2] != one[:2] for o in found)]
    return list(dict.fromkeys(component for _start, _end, component in sorted(whole)))


def _from_standard(turn: Turn, component: Component, service_id: str | None, pack: Pack) -> str | None:
    standard, kind = pack.standard_of(service_id), pack.service(service_id)
    if standard is None or kind is None or not standard.holds(component):
        return None
    text = _text(turn, standard, component)
    return replies.from_standard(
        turn.text,
        service=kind.hint or kind.name,
        component=replies.component_words(turn.text, component.value),
        text=text,
        row=standard.address(component),
    )


def _text(turn: Turn, standard: Standard, component: Component) -> str:
    """The standard's own words; of a long list what fits, and how much more there is.  Figures in another language."""
    figures = standard.figures
    if turn.conversation.language != SOURCE:
        if component is Component.FEE and figures.fee and figures.fee.rupiah == 0:
            return replies.free(turn.text)
        if component is Component.TURNAROUND_TIME and (time := figures.turnaround_time):
            return replies.working_days(turn.text, time.working_days)
    component_text = standard.components[component]
    text = " ".join(component_text.text.split()).removeprefix(": ")
    return (
        text
        if len(text) <= TEXT_LIMIT
        else _excerpt(turn, [row.text for row in component_text.rows]) or text[:TEXT_LIMIT]
    )


def _excerpt(turn: Turn, rows: Sequence[str]) -> str:
    """As many whole lines as fit; a line that ends in a colon is a heading."""
    lines = [row.strip(" ;.") for row in rows if not row.strip().endswith(":")]
    taken: list[str] = []
    for line in lines:
        if len("; ".join((*taken, line))) > TEXT_LIMIT:
            break
        taken.append(line)
    return replies.among_others(turn.text, listed="; ".join(taken), more=len(lines) - len(taken))


def hours(turn: Turn, pack: Pack) -> str | None:
    """When the office is open, unless the pack only assumes it."""
    if pack.hours.assumed:
        return None  # an officer answers: what the pack assumes is not told as fact
    return replies.office_hours(turn.text, hours_words(pack.hours, turn.conversation.language))
