"""Standard packs: an office's service standard as data (docs/decisions/0009)."""

from triage.packs.check import Level, Problem, check_pack
from triage.packs.lexicon import lexicon_of
from triage.packs.loader import PackError, installed, load_pack, read_pack
from triage.packs.schema import Pack

__all__ = [
    "Level",
    "Pack",
    "PackError",
    "Problem",
    "check_pack",
    "installed",
    "lexicon_of",
    "load_pack",
    "read_pack",
]
