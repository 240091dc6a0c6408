"""Places that citizens name, for the reader: no rule hangs on them."""

from __future__ import annotations

from triage.packs.schema.base import Assumable


class Places(Assumable):
    """`regions`: districts, villages and wards; `offices`: offices and malls.  As spoken, case does not matter."""

    regions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
