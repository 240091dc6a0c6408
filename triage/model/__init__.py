"""The statistical part of judgement: linear heads over hashed features, scored with numpy (docs/decisions/0012)."""

from triage.model.indicators import evidence
from triage.model.score import Scores, score
from triage.model.store import Model, load_model

__all__ = ["Model", "Scores", "evidence", "load_model", "score"]
