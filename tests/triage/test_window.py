"""R2-R5 by table, and what must hold for every date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.helpers import ids, judge, table
from triage.reading import read
from triage.types import DateOf, DateReading, Span, Verdict
from triage.window import local_day, served_on, window

ROWS = table("window.tsv")
JAKARTA = ZoneInfo("Asia/Jakarta")
NOON = datetime(2026, 11, 2, 12, tzinfo=JAKARTA)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


def reading(row: dict[str, str]) -> DateReading | None:
    if row["of"] == "-":
        return None
    first = date.fromisoformat(row["earliest"])
    last = first if row["latest"] == "=" else date.fromisoformat(row["latest"])
    exact = first if first == last else None
    return DateReading("x", Span(0, 1, "x"), exact, first, last, DateOf(row["of"]))


@pytest.mark.parametrize("row", ROWS, ids=ids(ROWS))
def test_table(row: dict[str, str]) -> None:
    pending = {"yes": True, "no": False, "-": None}[row["pending"]]
    found = window(reading(row), pending, datetime.fromisoformat(row["made"]), ZoneInfo(row["zone"]))
    day = None if row["day"] == "-" else int(row["day"])
    assert (found.verdict.value, found.day, found.rule) == (row["verdict"], day, row["rule"])
    assert found.why


def test_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        window(None, None, datetime(2026, 11, 2, 9), JAKARTA)  # noqa: DTZ001


@given(served=DAYS, after=st.integers(0, 60), second=st.integers(0, 86399))
def test_day_30_and_31_differ_wherever_the_month_ends(served: date, after: int, second: int) -> None:
    made = datetime.combine(served + timedelta(days=after), datetime.min.time(), JAKARTA)
    found = window(served_on(served), False, made + timedelta(seconds=second), JAKARTA)
    assert found.day == after
    assert found.verdict is (Verdict.IN_TIME if after <= 30 else Verdict.LATE)


MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
TOLD = (
    "Surat izin saya terima tanggal {day} {month} {year}, namanya salah",
    "sy trima NIB tgl {day} {month} {year} tp alamat nya salah ketik",
    "NIB terbit {day}/{number}/{year} tapi alamatnya keliru",
    "SIP katampi kaping {day} {month} {year}, nami abdi lepat",
    "I received the certificate on {day} {english} {year} but my name is misspelled",
    "Tanggal {day} {month} {year} petugas loket 3 membentak saya",
    "tgl {day}-{number}-{year} saya dimintai uang rokok di loket",
    "{day} {month} {year} AC di ruang tunggu mati",
)


@settings(max_examples=200, deadline=None)
@given(served=DAYS, told=st.sampled_from(TOLD), second=st.integers(0, 86399))
def test_day_29_and_30_agree_and_day_31_differs_however_it_is_told(served: date, told: str, second: int) -> None:
    """R2 from a citizen's own words: in time to the last second of day 30, late from the first of day 31."""
    names = {"month": MONTHS[served.month - 1], "english": f"{served:%B}"}
    text = told.format(day=served.day, number=served.month, year=served.year, **names)
    found = {}
    for day in (0, 29, 30, 31, 60):
        made = datetime.combine(served + timedelta(days=day), datetime.min.time(), JAKARTA) + timedelta(seconds=second)
        reading = read(text, made, judge().lexicon)
        found[day] = window(reading.received, reading.pending, made, JAKARTA)
        assert found[day].day == day
        assert found[day].rule == "R2"
    verdicts = [found[day].verdict for day in (0, 29, 30, 31, 60)]
    assert verdicts == [Verdict.IN_TIME, Verdict.IN_TIME, Verdict.IN_TIME, Verdict.LATE, Verdict.LATE]


@given(days=st.lists(st.integers(0, 80), min_size=2, max_size=2))
def test_a_range_is_known_exactly_when_its_days_agree(days: list[int]) -> None:
    near, far = sorted(days)
    today = local_day(NOON, JAKARTA)
    first, last = today - timedelta(days=far), today - timedelta(days=near)
    verdict = window(DateReading("x", Span(0, 1, "x"), None, first, last, DateOf.RECEIVED), None, NOON, JAKARTA).verdict
    each = {window(served_on(today - timedelta(days=n)), None, NOON, JAKARTA).verdict for n in range(near, far + 1)}
    assert verdict is (each.pop() if len(each) == 1 else Verdict.UNKNOWN)


@given(day=DAYS)
def test_pending_is_never_late(day: date) -> None:
    assert window(served_on(day), True, NOON, JAKARTA).verdict is Verdict.NOT_YET_RECEIVED
