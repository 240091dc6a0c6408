"""Every reply under one name: `replies.acknowledgement(_, ...)`."""

from intake.wording.acknowledging import Naming, Slip, Treatment, acknowledgement, naming
from intake.wording.asking import (
    ask_all,
    ask_name,
    ask_received,
    ask_service,
    emergency,
    greeting,
    listening,
    media_only,
    more,
    reminder,
)
from intake.wording.serving import (
    added,
    component_words,
    confidential,
    corrected,
    from_standard,
    language_changed,
    language_usage,
    noted,
    nothing_to_withdraw,
    objected,
    office_address,
    office_hours,
    officer,
    praise,
    question_to_officer,
    repeated,
    status,
    status_draft,
    status_none,
    status_to_officer,
    status_unknown,
    thanks,
    usage,
    withdrawn,
)

__all__ = [
    "Naming", "Slip", "Treatment", "acknowledgement", "added", "ask_all", "ask_name", "ask_received", "ask_service",
    "component_words", "confidential", "corrected", "emergency", "from_standard", "greeting", "language_changed",
    "language_usage", "listening", "media_only", "more", "naming", "noted", "nothing_to_withdraw", "objected",
    "office_address", "office_hours", "officer", "praise", "question_to_officer", "reminder", "repeated", "status",
    "status_draft", "status_none", "status_to_officer", "status_unknown", "thanks", "usage", "withdrawn",
]  # fmt: skip
