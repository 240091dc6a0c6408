"""The machine's drafts on the case page: called so, their numbers links where the officer may go, silent on R14."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from casework.usecases.comparing import MORE, NONE_SIMILAR, SIMILAR
from intake.numbers import make
from storage.models import ReviewStep
from tests.web import seed
from tests.web.conftest import NOW, Site
from web.desk.drafts import Part, Step, linked, steps
from web.queries.case import Written

ONE, TWO = (make("PWK", 2026, n) for n in (101, 102))
ID = UUID(int=7)
FILES = "Lampiran dari pelapor: tidak ada."
LIST = (
    f"{SIMILAR}\n- {ONE}, 3 Nov 2026, tercatat: pelapor sama\n- {TWO}, 4 Nov 2026, selesai: isi mirip\n{MORE}\n{FILES}"
)


def plain(lines: tuple[tuple[Part, ...], ...]) -> list[str]:
    return ["".join(f"[{part.text}]" if part.case_id else part.text for part in line) for line in lines]


FIRST, SECOND = "- {}, 3 Nov 2026, tercatat: pelapor sama", "- {}, 4 Nov 2026, selesai: isi mirip"
SHOWN: list[tuple[str, str, dict[str, UUID | None], list[str]]] = [
    ("both_open", LIST, {ONE: ID, TWO: ID},
     [SIMILAR, FIRST.format(f"[{ONE}]"), SECOND.format(f"[{TWO}]"), MORE, FILES]),
    ("one_may_not_be_opened", LIST, {ONE: None, TWO: ID},
     [SIMILAR, FIRST.format(ONE), SECOND.format(f"[{TWO}]"), MORE, FILES]),
    ("R14-one_is_about_the_officer", LIST, {TWO: ID}, [SIMILAR, SECOND.format(f"[{TWO}]"), MORE, FILES]),
    ("R14-all_are_about_the_officer", LIST, {}, [FILES]),
    ("none_similar", f"{NONE_SIMILAR}\n{FILES}", {}, [NONE_SIMILAR, FILES]),
    ("two_numbers_in_a_line", f"- {ONE} dan {TWO}", {ONE: ID, TWO: ID}, [f"- [{ONE}] dan [{TWO}]"]),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "others", "expected"), [pytest.param(*row[1:], id=row[0]) for row in SHOWN])
def test_the_lines_of_a_draft(draft: str, others: dict[str, UUID | None], expected: list[str]) -> None:
    assert plain(linked(draft, others)) == expected


def written(kind: str, author: str | None) -> Written:
    return Written(kind, LIST, author, NOW)


@pytest.mark.parametrize(("kind", "author"), [("c", "Siti"), ("a", None), ("e", "Siti")])
def test_only_the_machines_draft_c_is_read_for_numbers(kind: str, author: str | None) -> None:
    assert steps([written(kind, author)], {ONE: ID}) == (Step(written(kind, author), None),)


async def add(site: Site, made: seed.Made, words: str, **values: Any) -> None:
    async with site.engine.begin() as connection:
        await seed.one(
            connection, ReviewStep, case_id=made.case_id, step="c", text=words, at=site.clock.now, **values
        )  # fmt: skip


def listed(*made: seed.Made) -> str:
    return "\n".join([SIMILAR, *(f"- {one.number}, 3 Nov 2026, tercatat: isi mirip" for one in made), FILES])


def link(made: seed.Made) -> str:
    return f'href="/desk/pengaduan/{made.case_id}">{made.number}</a>'


async def page_of(site: Site, made: seed.Made) -> str:
    found = await site.client.get(f"/desk/pengaduan/{made.case_id}")
    assert found.status_code == 200
    return found.text


async def test_the_numbers_lead_to_the_cases(site: Site) -> None:
    await site.officer()
    made, other = await site.case(1), await site.case(2)
    await add(site, made, listed(other))
    await site.sign_in()
    page = await page_of(site, made)
    assert link(other) in page
    assert "Usulan mesin" in page
    assert SIMILAR in page


async def test_of_another_unit_the_number_stands_alone(site: Site) -> None:
    await site.officer("edi", "executor", unit="pelayanan")
    made, other = await site.case(1, unit="pelayanan"), await site.case(2, unit="teknis")
    await add(site, made, listed(other))
    await site.sign_in("edi")
    page = await page_of(site, made)
    assert other.number in page
    assert link(other) not in page


async def test_r14_nobody_learns_here_of_a_complaint_about_them(site: Site) -> None:
    await site.officer("edi", "executor", unit="pelayanan")
    made, other = await site.case(1, unit="pelayanan"), await site.case(2, excluded=("unit:pelayanan",))
    await add(site, made, listed(other))
    await site.sign_in("edi")
    page = await page_of(site, made)
    assert other.number not in page
    assert SIMILAR not in page
    assert FILES in page


async def test_an_officers_own_words_are_no_draft(site: Site) -> None:
    siti = await site.officer()
    made, other = await site.case(1), await site.case(2)
    async with site.engine.begin() as connection:
        await connection.execute(text("DELETE FROM review_step"))
    await add(site, made, f"Lihat {other.number}.", author_id=siti)
    await site.sign_in()
    page = await page_of(site, made)
    assert f"Lihat {other.number}." in page
    assert "Usulan mesin" not in page


async def test_a_draft_is_shown_as_text_never_as_markup(site: Site) -> None:
    await site.officer()
    made = await site.case(1)
    await add(site, made, f"<b>tebal</b>\n{FILES}")
    await site.sign_in()
    assert "&lt;b&gt;tebal&lt;/b&gt;" in await page_of(site, made)
