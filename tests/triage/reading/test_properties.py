"""What holds for every text: no exception, spans that are the citizen's own characters, time linear in length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.reading.tables import table
from triage.reading import Lexicon, ServiceAlias, read
from triage.types import Reading, Span

JAKARTA = ZoneInfo("Asia/Jakarta")
LEXICON = Lexicon(
    zone=JAKARTA,
    services=(ServiceAlias("43", "sertifikat standar", ("sertifikat standar", "jasa pengerjaan logam")),),
    holidays={"lebaran": {2026: (date(2026, 3, 20), date(2026, 3, 21))}},
)
SENT = datetime(2026, 11, 12, 10, 0, tzinfo=JAKARTA)
TEXTS = sorted({row["text"] for name in ("dates.tsv", "received.tsv", "names.tsv", "money.tsv") for row in table(name)})
# A bare answer ("5/11") is a date only as the whole message.
SENTENCES = [text for text in TEXTS if len(text.split()) > 2]
GRAMMAR = (
    "tgl tanggal 3 31 29 februari hari minggu bulan tahun lalu kemarin senin a few beberapa setengah "
    "dua puluh 2 10 999 31/02 5/11 - / , . sampai atau ini last week month ago two awal akhir mei "
    "may 2026 lebaran sejak sebelum nama saya a.n. Asep dr. ( ~ rp 500 rb juta sudah belum terbit "
    "tapi NIB SIP izin 118/REK/IV jd2 tgl2 sebulan couple of th working ² ٣ "
)
PHRASES = st.lists(st.sampled_from(GRAMMAR.split()), max_size=12).map(" ".join)
PIECES = st.lists(st.one_of(st.sampled_from(TEXTS), st.text(max_size=12)), max_size=6).map(" ".join)
ANY = st.one_of(
    st.text(),
    PHRASES,
    PIECES,
    st.text(st.characters(codec=None)),
    st.text("0123456789 tglbunhari/.-,\n\ud800\x00", max_size=80),
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # zone is given


def spans(reading: Reading) -> Iterator[Span]:
    """Every span of a reading."""
    for found in (reading.dates, reading.durations, reading.money):
        yield from (item.span for item in found)
    for plain in (reading.papers, reading.people, reading.application_numbers, reading.phones):
        yield from plain
    for one in (reading.name, reading.service, reading.received):
        if one is not None and one.span is not None:
            yield one.span
    if reading.pending_span is not None:
        yield reading.pending_span


@settings(max_examples=400, deadline=None)
@given(text=ANY, sent_at=TIMES)
def test_any_text_is_read_in_the_citizens_own_characters(text: str, sent_at: datetime) -> None:
    reading = read(text, sent_at, LEXICON)
    for span in spans(reading):
        assert span.text == text[span.start : span.end]
        assert span.text
    for found in reading.dates:
        day = sent_at.astimezone(JAKARTA).date()
        assert found.expr == found.span.text
        assert found.date is None or found.date <= day
        assert found.latest is None or found.latest <= day
        days = [d for d in (found.earliest, found.date, found.latest) if d]
        assert days == sorted(days)


@settings(max_examples=100, deadline=None)
@given(
    text=st.sampled_from(SENTENCES),
    sent_at=TIMES,
    hello=st.sampled_from(["", "Halo min, ", "Assalamualaikum. ", "👋👋 "]),
)
def test_a_greeting_changes_no_day(text: str, sent_at: datetime, hello: str) -> None:
    plain, greeted = read(text, sent_at, LEXICON), read(hello + text, sent_at, LEXICON)
    assert [d.date for d in greeted.dates] == [d.date for d in plain.dates]


UNITS = "a|0|tgl |1 |dua |3 bulan |Asep |saya |rp |1.000.|belum |-|NIB |izin |sampai |kemarin tgl 3 Senin |diminta KTP "


@pytest.mark.parametrize("unit", [*UNITS.split("|"), " ", "\n", "😀", "\u0301"])
def test_long_texts_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.process_time()
    read(text, SENT, LEXICON)
    assert time.process_time() - begun < 6.0


def test_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        read("kemarin", datetime(2026, 11, 12), LEXICON)  # noqa: DTZ001  # naive on purpose
