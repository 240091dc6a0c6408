"""E-mail: a mailbox read over IMAP, answers over SMTP."""

from channels.email.adapter import EmailAdapter
from channels.email.config import MailConfig

__all__ = ["EmailAdapter", "MailConfig"]
