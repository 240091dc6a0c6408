"""The reader takes any text, and every finding stands in the citizen's own characters."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from triage.reading import Lexicon, read

LEXICON = Lexicon(zone=ZoneInfo("Asia/Jakarta"))


def test_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        read("kemarin", datetime(2026, 11, 12), LEXICON)  # noqa: DTZ001


def test_the_day_is_that_of_the_zone() -> None:
    before, after = datetime(2026, 11, 12, 16, 59, tzinfo=UTC), datetime(2026, 11, 12, 17, 0, tzinfo=UTC)
    days = [read("kemarin saya datang", at, LEXICON).dates[0].date for at in (before, after)]
    assert [str(d) for d in days] == ["2026-11-11", "2026-11-12"]
