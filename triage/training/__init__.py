"""Training of the model; needs scikit-learn (extra `train`), never imported at run time."""

from triage.training.renew import Places, renew
from triage.training.train import train, write_card

__all__ = ["Places", "renew", "train", "write_card"]
