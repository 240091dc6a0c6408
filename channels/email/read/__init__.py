"""Reading a mail: bytes in, one `Mail` out, whatever its charset, structure or programme claims.  Pure."""

from channels.email.read.mail import Mail, NotAMail, read_mail

__all__ = ["Mail", "NotAMail", "read_mail"]
