"""Keeps the catalogues whole: `python -m intake.translations check` (exit code 1 with the remedy) and `update`.

A domain is a folder of sources with its catalogues beside it; another room adds its own line to `DOMAINS`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
_FIELD = re.compile(r"\{\w+\}")
_METHODS = (("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"))


@dataclass(frozen=True, slots=True)
class Domain:
    """`folder`: what is read for messages, `name`: the gettext domain; catalogues lie in `folder`/locale."""

    folder: str
    name: str
    languages: tuple[str, ...] = ("su", "en")

    def path(self, language: str, ending: str, root: Path = ROOT) -> Path:
        """The catalogue of `language`: `ending` is po or mo."""
        return root / self.folder / "locale" / language / "LC_MESSAGES" / f"{self.name}.{ending}"


DOMAINS: tuple[Domain, ...] = (Domain("intake", "intake"),)


def extract(domain: Domain, root: Path = ROOT) -> Catalog:
    """Every message that the sources of `domain` hold."""
    catalog = Catalog(project="aduan", charset="utf-8")
    found = extract_from_dir(str(root / domain.folder), method_map=list(_METHODS))
    for name, line, message, comments, context in found:
        catalog.add(message, locations=[(f"{domain.folder}/{name}", line)], auto_comments=comments, context=context)
    return catalog


def faults(domain: Domain, root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the catalogues of `domain`, each with its remedy."""
    wanted = {message.id for message in extract(domain, root) if message.id}
    for language in domain.languages:
        path = domain.path(language, "po", root)
        if not path.exists():
            yield f"{path}: missing; run `python -m intake.translations update`"
            continue
        catalog = _read(path, language)
        yield from _differences(catalog, wanted, path)
        yield from _compiled(catalog, domain.path(language, "mo", root))


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _differences(catalog: Catalog, wanted: Set[object], path: Path) -> Iterator[str]:
    have = {message.id for message in catalog if message.id}
    yield from (f"{path}: not in the catalogue: {one!r}; run update" for one in sorted(wanted - have, key=str))
    yield from (f"{path}: no longer in the code: {one!r}; run update" for one in sorted(have - wanted, key=str))
    for message in catalog:
        if not message.id:
            continue
        if not message.string or message.fuzzy:
            yield f"{path}:{message.lineno}: not translated: {message.id!r}; write msgstr, then run update"
        elif _fields(message.id) != _fields(message.string):
            yield f"{path}:{message.lineno}: named fields differ: {message.id!r}; use the same fields"


def _fields(text: object) -> list[str]:
    """The fields that occur in `text`; how often does not matter."""
    return sorted(set(_FIELD.findall(str(text))))


def _compiled(catalog: Catalog, path: Path) -> Iterator[str]:
    """The .mo holds what the .po says (it is committed, so that nothing is compiled at start)."""
    if not path.exists():
        yield f"{path}: missing; run update"
        return
    with path.open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    if compiled != {message.id: message.string for message in catalog if message.id and message.string}:
        yield f"{path}: older than its .po; run update"


def update(domain: Domain, root: Path = ROOT) -> None:
    """Rewrites the .po files from the sources, keeping translations, and compiles them."""
    template = extract(domain, root)
    for language in domain.languages:
        path = domain.path(language, "po", root)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog = _read(path, language) if path.exists() else Catalog(locale=language, charset="utf-8")
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.write_bytes(_po(catalog))
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        domain.path(language, "mo", root).write_bytes(compiled.getvalue())


def _po(catalog: Catalog) -> bytes:
    """Without dates and line numbers, so that a rewrite without change is no change."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, omit_header=False, include_lineno=False, sort_output=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not re.match(r'"(?:POT-Creation|PO-Revision)-Date', line)).encode()


def run(arguments: Sequence[str], domains: Iterable[Domain] = DOMAINS, root: Path = ROOT) -> int:
    """The command: 0 when all is well, 1 with one line a fault, 2 when it is called wrongly."""
    if list(arguments) == ["update"]:
        for domain in domains:
            update(domain, root)
        return 0
    if list(arguments) != ["check"]:
        sys.stderr.write("usage: python -m intake.translations check|update\n")
        return 2
    found = [fault for domain in domains for fault in faults(domain, root)]
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
