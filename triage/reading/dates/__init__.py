"""The grammar of days: every expression of docs/labels.md and the design's list, found, resolved and told apart."""

from triage.reading.dates.find import find_dates

__all__ = ["find_dates"]
