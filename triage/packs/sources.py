"""A pack's folder as one tree of YAML nodes, each top-level key from exactly one file, lines kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

import yaml

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong before the schema is asked: file, line (from 1), what."""

    file: str
    line: int
    what: str


@dataclass(slots=True)
class Sources:
    """`data`: the merged content; `nodes`: top-level key -> (file, node), for finding lines again."""

    data: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, tuple[str, yaml.Node]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, path: Path) -> tuple[str, int]:
        """File and line of the deepest node on `path` that exists; the folder itself when none does."""
        if not path or str(path[0]) not in self.nodes:
            return "", 0
        file, node = self.nodes[str(path[0])]
        for step in path[1:]:
            deeper = _child(node, step)
            if deeper is None:
                break
            node = deeper
        return file, int(node.start_mark.line) + 1


def read_sources(folder: Traversable) -> Sources:
    """All `*.yaml` of the folder, in name order.  Broken YAML and a key given twice become mistakes."""
    sources = Sources()
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith((".yaml", ".yml")):
            _add(sources, file.name, file.read_text(encoding="utf-8"))
    return sources


def _add(sources: Sources, name: str, text: str) -> None:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or "not YAML")
        sources.mistakes.append(Mistake(name, mark.line + 1 if mark else 1, what))
        return
    finally:
        loader.dispose()
    _merge(sources, name, node, data)


def _merge(sources: Sources, name: str, node: yaml.Node | None, data: Any) -> None:
    if not isinstance(node, yaml.MappingNode) or not isinstance(data, dict):
        sources.mistakes.append(Mistake(name, 1, "a pack file holds `key: value` at its top"))
        return
    for twice, line in _repeated(node):
        sources.mistakes.append(Mistake(name, line, f"{twice!r} stands twice in one place"))
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key == "standards" and key in sources.data and isinstance(data[key], dict):
            sources.data[key] = {**sources.data[key], **data[key]}
            _join(sources.nodes[key][1], value_node)
        elif key in sources.data:
            first = sources.nodes[key][0]
            sources.mistakes.append(Mistake(name, key_node.start_mark.line + 1, f"{key!r} stands in {first} too"))
        else:
            sources.data[key] = data[key_node.value]
            sources.nodes[key] = (name, value_node)


def _join(first: yaml.Node, more: yaml.Node) -> None:
    """`standards` may be spread over files, one service each."""
    if isinstance(first, yaml.MappingNode) and isinstance(more, yaml.MappingNode):
        first.value.extend(more.value)


def _repeated(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Keys given twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            word = str(getattr(key, "value", ""))
            if word in seen:
                yield word, key.start_mark.line + 1
            seen.add(word)
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated(item)


def _child(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if str(key.value) == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child if isinstance(child, yaml.Node) else None
    return None
