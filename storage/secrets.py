"""Secrets of citizens and officers: drawn from the system's randomness, kept only as hashes (decision 10)."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets

from intake.numbers import secret as readable

RANDOM_BYTES = 32


def draw_secret() -> str:
    """A citizen's secret: 10 characters that can be read out on the telephone."""
    return readable(os.urandom(RANDOM_BYTES))


def hash_secret(secret: str, key: bytes) -> str:
    """HMAC-SHA256 in hex under the office's key: a leaked table alone guesses nothing."""
    return hmac.new(key, secret.strip().upper().encode(), hashlib.sha256).hexdigest()


def same_secret(secret: str, stored: str, key: bytes) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(hash_secret(secret, key), stored)


def draw_token() -> str:
    """A session's or form's token: 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()
