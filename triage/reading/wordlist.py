"""Word lists written as running text, so that they can be read and extended."""


def wordset(text: str) -> frozenset[str]:
    """The words of a text, split at white space."""
    return frozenset(text.split())
