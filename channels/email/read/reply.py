"""The new words of a mail apart from quotes and signature; what is folded away is kept, nothing is dropped.

Where the form leaves a doubt the line stays with the new words: a quote shown twice costs a reader a moment, a
hidden word can cost a citizen the case (R13).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from channels.email.read import patterns

_SPAN = 4  # lines that a mail program may break "On ... wrote:" into
_LONGEST = 500
_SIGNATURE_LINES = 12
_BARE_SIGNATURE_LINES = 6


@dataclass(frozen=True, slots=True)
class Split:
    """`new`: the words written now; `quoted`: what was folded away, in order; "" when nothing was."""

    new: str
    quoted: str = ""


def split(text: str, *, subject: str = "", answers: bool = False) -> Split:
    """Splits the text of a mail; `answers`: the mail says that it answers one (In-Reply-To or References)."""
    lines = text.split("\n")
    probes = [line if len(line) <= _LONGEST else "x" for line in lines]  # no mark of a mail program is that long
    if is_forward(probes, subject):
        return Split(text.strip())
    folded = _quotes(probes, answers=answers or bool(patterns.REPLY_SUBJECT.match(subject)))
    folded |= _signature(probes, folded)
    if not _words(lines, [index for index in range(len(lines)) if index not in folded]):
        return Split(text.strip())  # nothing above the quote: all of it is what the person sent
    new = [line for index, line in enumerate(lines) if index not in folded]
    old = [line for index, line in enumerate(lines) if index in folded]
    return Split(_tidy(new), _tidy(old))


def is_forward(lines: Sequence[str], subject: str) -> bool:
    """Whether the mail hands on another one: then the other's words are the matter and stay."""
    if patterns.FORWARD_SUBJECT.match(subject):
        return True
    marks = [index for index, line in enumerate(lines) if patterns.FORWARD.fullmatch(line) and ">" not in line]
    return bool(marks) and not _any_attribution(lines[: marks[0]])


def _any_attribution(lines: Sequence[str]) -> bool:
    return any(attribution(lines, index) for index in range(len(lines)))


def _tidy(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _words(lines: Sequence[str], kept: Sequence[int]) -> bool:
    return any(re.search(r"\w", lines[index]) for index in kept)


def _is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def _quotes(lines: Sequence[str], *, answers: bool) -> set[int]:
    """Indices of quoted lines and of the lines that announce them."""
    folded: set[int] = set()
    index = 0
    while index < len(lines):
        block = _old_mail(lines, index)
        if block and (answers or block > 2):
            return folded | set(range(index, len(lines)))
        width = 0 if _is_quote(lines[index]) else attribution(lines, index)
        if width:
            end = _after(lines, index + width)
            if end == index + width and answers:  # no ">" follows: the programme quotes without marks
                return folded | set(range(index, len(lines)))
            if end > index + width:
                folded |= set(range(index, end))
                index = end
                continue
        index += 1
    return folded | _loose(lines, folded, answers=answers)


def _after(lines: Sequence[str], start: int) -> int:
    """End of the run of ">" lines that follows `start`, blank lines between allowed; `start` if there is none."""
    end, index = start, start
    while index < len(lines) and (_is_quote(lines[index]) or not lines[index].strip()):
        index += 1
        if _is_quote(lines[index - 1]):
            end = index
    return end


def _loose(lines: Sequence[str], folded: set[int], *, answers: bool) -> set[int]:
    """Further ">" lines: only where the mail is an answer or has a quote already; "> 30 hari" alone is a sentence."""
    marked = {index for index, line in enumerate(lines) if _is_quote(line)} - folded
    if folded or (answers and len(marked) > 1):
        return marked
    return set()


def attribution(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` say "On ... X wrote:"; 0 when they do not."""
    if not patterns.ATTRIBUTION_START.match(lines[start]):
        return 0
    joined = ""
    for width in range(1, _SPAN + 1):
        if start + width > len(lines) or not lines[start + width - 1].strip():
            return 0
        joined = f"{joined} {lines[start + width - 1].strip(' >*_')}".strip()
        if len(joined) > _LONGEST:
            return 0
        if joined.endswith((":", "：")) and any(form.fullmatch(joined) for form in patterns.ATTRIBUTIONS):
            return width
    return 0


def _old_mail(lines: Sequence[str], start: int) -> int:
    """How many marks show that Outlook's From/Sent/To/Subject and the old mail to the end begin at `start`."""
    line = lines[start]
    if patterns.ORIGINAL.fullmatch(line):
        return 3
    if _is_quote(line):
        return 0
    first = start + 1 if patterns.UNDERSCORES.fullmatch(line) else start
    labels = _labels(lines[first : first + 8])
    if labels[:1] != ["from"] or not {"sent", "to", "subject"} & set(labels):
        return 0
    return len(set(labels) & {"from", "sent", "to", "subject"})


def _labels(lines: Sequence[str]) -> list[str]:
    """The header labels of the block that `lines` begin with."""
    found: list[str] = []
    for line in lines:
        match = patterns.HEADER_LINE.fullmatch(line)
        if match:
            found.append(_label(match))
        elif not line.strip() or not found:
            break
    return found


def _label(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(name for name in ("from", "sent", "to", "subject", "other") if groups[name] is not None)


def _signature(lines: Sequence[str], folded: set[int]) -> set[int]:
    """The last lines below "-- " (RFC 3676 4.3) and "Dikirim dari iPhone saya"; never what could be a sentence."""
    kept = [index for index in range(len(lines)) if index not in folded]
    found = _device_line(lines, kept)
    kept = [index for index in kept if index not in found]
    marks = [index for index in kept if patterns.SIGNATURE.fullmatch(lines[index])]
    if len(marks) != 1:
        return found
    tail = [index for index in kept if index > marks[0]]
    exact = lines[marks[0]] == "-- "
    limit = _SIGNATURE_LINES if exact else _BARE_SIGNATURE_LINES
    said = [lines[index].strip() for index in tail if lines[index].strip()]
    if len(said) > limit or any(_is_sentence(line, strict=not exact) for line in said):
        return found
    return found | {marks[0], *tail} | _device_line(lines, [index for index in kept if index < marks[0]])


def _is_sentence(line: str, *, strict: bool) -> bool:
    """Whether a line below the mark reads like something said; `strict`: a full stop is enough."""
    if len(line) > 90 or line.endswith(("?", "!")) or re.match(r"p\.?s\b|nb\b|n\.b", line, re.IGNORECASE):
        return True
    return strict and line.endswith(".") and len(line.split()) > 3


def _device_line(lines: Sequence[str], kept: Sequence[int]) -> set[int]:
    """The last line with words when it only names the device or programme."""
    for index in reversed(kept):
        if lines[index].strip():
            return {index} if patterns.SENT_FROM.fullmatch(lines[index]) else set()
    return set()
