"""Reads docs/dialogues/*.txt: a conversation as people read it, and what must hold of it.

Header lines `key: value` (channel, start, known), a blank line, then turns:
`warga:` what the citizen writes (several in a row come in one step; deeper lines continue it),
`bot:` what may be answered, for the reader; after it `  [...]` says what is checked,
`tunggu:` hours of silence, `catatan:` the record: the last one made, field by field; deeper lines go on with a field.
A line `# diralat: ...` says why the line before it was corrected after it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Exchange:
    """What the citizen wrote, or the hours of silence, and the checks on what was answered."""

    said: list[str] = field(default_factory=list)
    wait: float = 0
    checks: list[str] = field(default_factory=list)
    silent: bool | None = None
    """Whether no answer is expected; None where the file does not say (a silence before the next message)."""


@dataclass
class Script:
    """One file."""

    name: str
    header: dict[str, str]
    exchanges: list[Exchange]
    record: dict[str, str]


def read(path: Path) -> Script:
    head, _blank, body = path.read_text(encoding="utf-8").partition("\n\n")
    header = dict(_pair(line) for line in head.splitlines() if not line.startswith("#"))
    script = Script(path.stem, header, [], {})
    _body(script, body.splitlines())
    return script


def _pair(line: str) -> tuple[str, str]:
    key, _colon, value = line.partition(":")
    return key.strip(), value.strip()


def _body(script: Script, lines: list[str]) -> None:
    mode = ""
    for line in lines:
        key, value = _pair(line)
        if not line.strip() or line.strip().startswith("# diralat:"):
            continue
        if line.startswith("    ") and mode == "catatan":
            field_name = next(reversed(script.record))
            script.record[field_name] += "\n" + line.strip()
        elif line.startswith("  "):
            _deeper(script, mode, line.strip())
        elif key in {"warga", "tunggu"}:
            _heard(script, key, value, new=mode != "warga" or key == "tunggu")
            mode = key
        elif key in {"bot", "catatan"}:
            mode = key
            if key == "bot":
                script.exchanges[-1].silent = value == "(diam)"
        else:
            raise ValueError(f"{script.name}: cannot read {line!r}")


def _heard(script: Script, key: str, value: str, *, new: bool) -> None:
    if new:
        script.exchanges.append(Exchange())
    if key == "warga":
        script.exchanges[-1].said.append(value)
    else:
        script.exchanges[-1].wait = float(value.split(maxsplit=1)[0])


def _deeper(script: Script, mode: str, text: str) -> None:
    if mode == "warga":
        script.exchanges[-1].said[-1] += "\n" + text
    elif mode == "catatan":
        key, value = _pair(text)
        script.record[key] = value
    elif text.startswith("["):
        script.exchanges[-1].checks += [part.strip() for part in text.strip("[]").split(";")]
