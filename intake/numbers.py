"""A complaint's number and its secret (decision 10): made, read as people type them, found inside a text.

`PWK-26-00012-A`: office, year, sequence, check character by ISO 7064's hybrid scheme (python-stdnum) over the
alphabet 0-9A-Z less I and O; typed O and I are read as 0 and 1, in the office's code too.
"""

from __future__ import annotations

import re

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SECRET_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # noqa: S105 - an alphabet, no secret; no 0/O, 1/I/L: read out on the telephone without doubt
SECRET_LENGTH = 10
SEQUENCE_DIGITS = 5

_LOOKALIKES = str.maketrans("OI", "01")
_OFFICE = re.compile(r"[A-HJ-NP-Z01]{2,5}")
_DASH = r"[\s\-\u2010-\u2015_./]*"
_DIGIT = "[0-9OoIi]"


# An office has letters only, so the first digit above 1 begins the year: no hyphen is needed to tell the fields apart.
def _typed(sequence: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9A-Za-z])([A-Za-z01]{{2,5}}?){_DASH}([2-9]{_DIGIT}){_DASH}({sequence}){_DASH}([0-9A-Za-z])(?![0-9A-Za-z])"
    )


_PATTERNS = (_typed(rf"{_DIGIT}{{5}}"), _typed(rf"[1-9]{_DIGIT}{{5,8}}"))


def _check(body: str) -> str:
    return str(mod_37_36.calc_check_digit(body, alphabet=ALPHABET))


def make(office_code: str, year: int, sequence: int) -> str:
    """The number of the office's `sequence`-th complaint of `year` (four digits).  ValueError on an unusable code."""
    office = office_code.upper().translate(_LOOKALIKES)
    if not office_code.isalpha() or not _OFFICE.fullmatch(office) or office.isdigit():
        raise ValueError("office code: 2 to 5 letters, at least one other than O and I")
    if sequence < 1:
        raise ValueError("sequence starts at 1")
    head, tail = f"{year % 100:02d}", f"{sequence:0{SEQUENCE_DIGITS}d}"
    return f"{office}-{head}-{tail}-{_check(office + head + tail)}"


def _canonical(match: re.Match[str]) -> str | None:
    office, year, sequence, check = (part.upper().translate(_LOOKALIKES) for part in match.groups())
    body = office + year + sequence
    if office.isdigit():
        return None
    try:
        mod_37_36.validate(body + check, alphabet=ALPHABET)
    except ValidationError:
        return None
    return f"{office}-{year}-{sequence}-{check}"


def parse(typed: str) -> str | None:
    """The canonical number, however it is typed (case, spaces, missing hyphens, O for 0); None if it is none."""
    matches = (pattern.fullmatch(typed.strip()) for pattern in _PATTERNS)
    return next((number for match in matches if match and (number := _canonical(match))), None)


def find(text: str) -> tuple[str, ...]:
    """Every complaint number inside `text` whose check character holds, canonical, in order, each once."""
    found: dict[int, str] = {}
    for pattern in _PATTERNS:  # where both hold, the longer number is meant
        found |= {match.start(): number for match in pattern.finditer(text) if (number := _canonical(match))}
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))


def secret(random_bytes: bytes) -> str:
    """Ten characters drawn evenly from `random_bytes` (32 are enough in practice).  ValueError if too few."""
    fair = 256 - 256 % len(SECRET_ALPHABET)
    drawn = [SECRET_ALPHABET[b % len(SECRET_ALPHABET)] for b in random_bytes if b < fair][:SECRET_LENGTH]
    if len(drawn) < SECRET_LENGTH:
        raise ValueError("too few random bytes for a secret")
    return "".join(drawn)


def read_secret(typed: str) -> str | None:
    """A secret as typed (case, spaces, hyphens), or None when it cannot be one."""
    plain = re.sub(r"[\s\-]", "", typed).upper()
    return plain if len(plain) == SECRET_LENGTH and set(plain) <= set(SECRET_ALPHABET) else None
