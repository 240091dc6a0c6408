"""Officers' passwords: argon2id at OWASP's figures (19 MiB, 2 passes, 1 lane), hashed beside the event loop."""

from __future__ import annotations

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
AT_ONCE = 2
"""Hashes at a time: a flood of sign-ins must not take the process' memory."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """What is stored of a password."""
    return _hasher().hash(password)


def verify(stored: str, password: str) -> bool:
    """Whether it is that password; False for a broken hash."""
    try:
        return _hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


class Passwords:
    """Hashing in threads, AT_ONCE at a time."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)

    async def verified(self, stored: str, password: str) -> bool:
        """Whether it is that password."""
        async with self._room:
            return await asyncio.to_thread(verify, stored, password[:LONGEST])

    async def hashed(self, password: str) -> str:
        """What is stored of it."""
        async with self._room:
            return await asyncio.to_thread(hash_password, password)


def one_time_password() -> str:
    """Three groups of five characters that can be read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(3))


def refused(password: str, again: str, login: str) -> str | None:
    """Why a new password is not taken, as a sentence; None when it is."""
    if password != again:
        return "Kedua isian tidak sama. Tulis sandi yang sama dua kali."
    if not SHORTEST <= len(password) <= LONGEST:
        return f"Sandi harus {SHORTEST} sampai {LONGEST} huruf. Beberapa kata acak mudah diingat dan kuat."
    if login.lower() in password.lower() or len(set(password)) < 5:
        return "Sandi ini mudah ditebak. Pakai beberapa kata acak, tanpa nama pengguna."
    return None
