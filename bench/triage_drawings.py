"""Two drawings as SVG text: which component was taken for which, and what more texts brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from triage.training.measures import COMPONENTS, Pair

CELL, LEFT, TOP = 34, 190, 170
WIDE, HIGH, EDGE = 640, 320, 56
FONT = 'font-family="sans-serif" font-size="12"'
LOWEST = 0.4
"""Where the axis of the learning curve begins."""


def confusion_svg(complaints: Sequence[Pair]) -> str:
    """Rows: the label; columns: what was given, the last for what was taken for another kind."""
    columns = (*COMPONENTS, "other kind")
    told = Counter((str(a["component"]), str(b["component"] or "other kind")) for a, b in complaints)
    rows = Counter(str(label["component"]) for label, _ in complaints)
    parts = [_text(LEFT - 8, TOP + y * CELL + 22, name, "end") for y, name in enumerate(COMPONENTS)]
    parts += [_upright(LEFT + x * CELL + 21, TOP - 8, name) for x, name in enumerate(columns)]
    for y, label in enumerate(COMPONENTS):
        for x, given in enumerate(columns):
            parts.append(_cell(x, y, told[label, given], rows[label], hit=label == given))
    size = (LEFT + len(columns) * CELL + 10, TOP + len(COMPONENTS) * CELL + 10)
    return _svg(*size, "Labelled components (rows) and what the model gave (columns)", parts)


def _cell(x: int, y: int, count: int, of: int, *, hit: bool) -> str:
    share = count / of if of else 0.0
    fill = f"rgb(46,125,80,{share:.2f})" if hit else f"rgb(190,60,40,{min(1.0, share * 3):.2f})"
    box = (
        f'<rect x="{LEFT + x * CELL}" y="{TOP + y * CELL}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="#ccc"/>'
    )
    return box + (_text(LEFT + x * CELL + CELL // 2, TOP + y * CELL + 22, str(count), "middle") if count else "")


def curve_svg(points: Sequence[Sequence[float]]) -> str:
    """`points`: (texts, accuracy, macro F1) on the development set."""
    most = max((point[0] for point in points), default=1.0)

    def place(texts: float, value: float) -> tuple[float, float]:
        across = EDGE + (WIDE - 2 * EDGE) * texts / most
        return round(across, 1), round(HIGH - EDGE - (HIGH - 2 * EDGE) * (value - LOWEST) / (1 - LOWEST), 1)

    parts = []
    for tenth in range(round(LOWEST * 10), 11):
        _, y = place(0, tenth / 10)
        parts.append(f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        parts.append(_text(EDGE - 8, y + 4, f"{tenth / 10:.1f}", "end"))
    for number, (name, colour) in enumerate((("accuracy", "#2e7d50"), ("macro F1", "#1f5fa8")), start=1):
        line = " ".join(f"{x},{y}" for x, y in (place(point[0], point[number]) for point in points))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<g fill="{colour}">{_text(WIDE - EDGE, HIGH - EDGE - 20 * number, name, "end")}</g>')
    parts += [_text(place(point[0], 0)[0], HIGH - EDGE + 18, f"{point[0]:.0f}", "middle") for point in points]
    return _svg(WIDE, HIGH, "Component on the development set, by the number of texts learned from", parts)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" {FONT}>{escape(words)}</text>'


def _upright(x: float, y: float, words: str) -> str:
    return f'<text transform="translate({x},{y}) rotate(-60)" {FONT}>{escape(words)}</text>'


def _svg(wide: float, high: float, title: str, parts: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img">'
    return "\n".join([head, f"<title>{escape(title)}</title>", *parts, "</svg>", ""])
