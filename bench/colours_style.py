"""How docs/reading-in-colour.html looks: names and colours of findings, light and dark, without script or file."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "date": "date", "length": "length of time", "money": "money", "name": "sender's name", "service": "service",
    "person": "complained about", "place": "place", "paper": "paper demanded", "status": "received or not",
    "number": "number",
}  # fmt: skip
"""Class of the mark, and the word beside it: colour alone tells nothing."""

_COLOURS: dict[str, tuple[str, str]] = {
    "date": ("#cfe3ff", "#17406f"), "length": ("#d8f0f2", "#0f4f55"), "money": ("#ffe3b0", "#6a4300"),
    "name": ("#e6dcff", "#46307f"), "service": ("#d3f2d6", "#1c5526"), "person": ("#ffd6d6", "#7a2323"),
    "place": ("#e8e6c4", "#55511a"), "paper": ("#ffdcc2", "#713612"), "status": ("#f7d6ef", "#6b2459"),
    "number": ("#dfe3e8", "#3c4650"),
}  # fmt: skip


def _variables(dark: int) -> str:
    return "".join(f"--{key}:{pair[dark]};" for key, pair in _COLOURS.items())


_CSS = f"""
:root {{ color-scheme: light dark; --page:#ffffff; --ink:#1b1f24; --soft:#57606a; --line:#d0d7de; {_variables(0)} }}
@media (prefers-color-scheme: dark) {{
  :root {{ --page:#11151a; --ink:#eef1f4; --soft:#a9b4bf; --line:#3a444e; {_variables(1)} }}
}}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; max-width: 62rem; padding: 1rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }}
h2 {{ font-size: 1.15rem; margin: 0 0 .25rem; }}
section {{ border-top: 1px solid var(--line); padding: 1.25rem 0; }}
.when {{ margin: 0 0 .75rem; color: var(--soft); font-size: .9rem; }}
.text {{ white-space: pre-wrap; line-height: 2; margin: 0 0 1rem; }}
mark {{ color: var(--ink); background: var(--number); border-bottom: 2px solid currentColor; border-radius: .2rem;
  padding: .1rem .25rem; -webkit-box-decoration-break: clone; box-decoration-break: clone; }}
mark small {{ margin-left: .35rem; padding-left: .35rem; border-left: 1px solid currentColor; font-size: .72rem;
  font-weight: 600; white-space: nowrap; }}
{"".join(f"mark.{key} {{ background: var(--{key}); }}" for key in _COLOURS)}
.legend {{ list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }}
dl {{ display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }}
dt {{ color: var(--soft); }} dd {{ margin: 0; }}
dt b, caption b {{ font-weight: 600; font-size: .8rem; border: 1px solid var(--line); border-radius: .2rem;
  padding: 0 .25rem; white-space: nowrap; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: .92rem; }}
caption {{ text-align: left; color: var(--soft); padding-bottom: .25rem; }}
th, td {{ overflow-wrap: break-word; text-align: left; vertical-align: top; padding: .35rem .5rem;
  border: 1px solid var(--line); }}
th, td:nth-child(3) {{ white-space: nowrap; }}
tr.contradicts td:nth-child(4) {{ font-weight: 700; }}
@media (max-width: 40rem) {{
  dl {{ grid-template-columns: 1fr; gap: 0; }} dd {{ margin-bottom: .5rem; }}
  tr:not([class]) {{ display: none; }} caption {{ display: block; }}
  table, tbody, tr, td {{ display: block; border: 0; padding: 0; }}
  tr[class] {{ border: 1px solid var(--line); border-radius: .25rem; padding: .5rem; margin-bottom: .5rem; }}
  td::before {{ color: var(--soft); font-size: .8rem; display: block; }}
  td:nth-child(1)::before {{ content: "Told"; }} td:nth-child(2)::before {{ content: "Standard"; }}
  td:nth-child(3)::before {{ content: "Row"; }} td:nth-child(4)::before {{ content: "Verdict"; }}
  td:nth-child(5)::before {{ content: "Lacking"; }}
}}
"""

HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reading in colour</title>
<style>{_CSS}</style>
</head>
<body>
<h1>Reading in colour</h1>
<p>Ten texts as citizens write them, invented, with everything the reader found marked where it stands, and the
judgement below each with its rules (<a href="rules.md">rules.md</a>). Explanations are as officers read them, in
Indonesian. Written by <code>python -m bench.colours</code>; a test compares it with what the code finds now.</p>
"""

TAIL = "</body>\n</html>\n"
