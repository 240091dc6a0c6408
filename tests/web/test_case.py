"""The case page: every act through its real use case, by whom it is allowed, and what nobody may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from casework.rights import RIGHTS
from casework.types import Role
from storage.models import Attachment, AuditEntry, Case, Complaint, Note, Notice, Outgoing, Report, ReviewStep
from tests.web import seed
from tests.web.conftest import NOW, Site
from web.desk.acts import ACTS
from web.desk.sentences import DONE, REFUSED

HELD = {"state": "under_review"}


async def all_of(site: Site, *columns: Any) -> list[Any]:
    async with site.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(select(*columns))]


async def at_desk(site: Site, **values: Any) -> tuple[UUID, seed.Made]:
    """Siti signed in, holding one case."""
    boss = await site.officer("bos", "head_of_tier", tier=3)
    siti = await site.officer(superior_id=boss)
    made = await site.case(**{**HELD, "holder_id": siti, **values})
    await site.sign_in()
    return siti, made


async def test_the_page_shows_the_case_whole(site: Site) -> None:
    _, made = await at_desk(site)
    page = (await site.client.get(f"/desk/pengaduan/{made.case_id}")).text
    for shown in (made.number, "<mark>sudah 3 minggu belum keluar</mark>", "Bertentangan", "43/4", "Gratis", "71%",
                  "Usulan mesin", "dugaan pelanggaran integritas", "hari kerja lagi", "Dicatat"):  # fmt: skip
        assert shown in page, shown


async def test_neither_secret_nor_name_nor_address_stands_on_the_page(site: Site) -> None:
    _, made = await at_desk(site)
    page = (await site.client.get(f"/desk/pengaduan/{made.case_id}")).text
    assert "Kode rahasia: ••••••••••" in page
    assert all(hidden not in page for hidden in (seed.SECRET, "Asep Saepudin", "+6281200000001"))


TEXTS: dict[str, dict[str, str]] = {
    "telaah": {"step": "a", "text": "Inti.", "row": "43/3"},
    "tanya": {"text": "Kapan berkasnya lengkap?"},
    "jawab": {"text": "Sudah selesai.", "outcome": "proven"},
    "lapor": {"text": "Selesai."},
    "catat": {"text": "Cek piket."},
    "putuskan": {"treated": "suggestion", "reason": "Sudah lewat 30 hari."},
    "koreksi": {"component": "fee", "service": "43", "reason": "Soal biaya."},
    "tindaklanjut": {"way": "agency", "reason": "Menyangkut dinas lain."},
    "naikkan": {"reason": "Perlu keputusan."},
    "teruskan": {"to": "Disdukcapil", "reason": "Bukan layanan kami."},
    "identitas": {"reason": "Menghubungi pelapor"},
    "tahu": {"how": "Datang ke kantor pagi ini."},
    "buka": {"reason": "Ada bukti baru."},
    "ambil": {},
    "tutup": {},
    "tugaskan": {},
}


def test_every_act_is_tried_and_has_its_sentence() -> None:
    assert set(TEXTS) == set(ACTS)
    assert set(ACTS) <= set(DONE)


async def values_for(site: Site, act: str, made: seed.Made) -> dict[str, str]:
    values = dict(TEXTS[act])
    if act == "putuskan":
        values["complaint"] = str(made.complaint_id)
    if act == "tugaskan":
        values["to"] = str(await site.officer("dede", "executor", unit="pelayanan"))
    return values


STATE: dict[str, dict[str, Any]] = {
    "ambil": {"state": "recorded", "holder_id": None},
    "tahu": {"state": "answered", "answered_at": NOW},
    "buka": {"state": "answered", "answered_at": NOW},
    "tutup": {"state": "answered", "answered_at": NOW, "told_at": NOW, "reported_at": NOW},
}


@pytest.mark.parametrize("act", sorted(ACTS))
async def test_every_act_is_offered_done_and_traced(site: Site, act: str) -> None:
    _, made = await at_desk(site, **STATE.get(act, {}))
    page = await site.client.get(f"/desk/pengaduan/{made.case_id}")
    assert f"/desk/pengaduan/{made.case_id}/{act}" in page.text
    answer = await site.act(made, act, **await values_for(site, act, made))
    assert answer.status_code == 303, answer.text
    after = await site.client.get(answer.headers["location"])
    assert DONE[act].split("'")[0] in after.text
    traced = [action for (action,) in await all_of(site, AuditEntry.action)]
    assert ACTS[act][0] in traced or (act == "tindaklanjut" and "follow_up" in traced)


async def test_what_the_acts_leave_behind(site: Site) -> None:
    siti, made = await at_desk(site)
    for act in ("telaah", "tanya", "catat", "jawab", "lapor"):
        assert (await site.act(made, act, **TEXTS[act])).status_code == 303
    assert ("a", "Inti.", "43/3", siti) in await all_of(
        site, ReviewStep.step, ReviewStep.text, ReviewStep.row, ReviewStep.author_id
    )
    assert await all_of(site, Note.text) == [("Cek piket.",)]
    assert await all_of(site, Report.text) == [("Selesai.",)]
    assert await all_of(site, Case.state, Case.outcome, Case.answer) == [("answered", "proven", "Sudah selesai.")]
    sent = dict(await all_of(site, Outgoing.intent, Outgoing.text))
    assert "Kapan berkasnya lengkap?" in sent["ask"]
    assert "Sudah selesai." in sent["answer"]
    assert "Cek piket." not in "".join(sent.values())


async def test_an_answer_takes_files_within_limits(site: Site) -> None:
    _, made = await at_desk(site)
    url = f"/desk/pengaduan/{made.case_id}/jawab"
    fields = {"csrf": await site.csrf(), **TEXTS["jawab"]}
    refused = await site.client.post(url, data=fields, files=[("files", ("besar.pdf", b"x" * 50_000))])
    assert refused.status_code == 422
    assert "39 KB" in refused.text
    assert "Sudah selesai." in refused.text
    assert await all_of(site, Case.answered_at) == [(None,)]
    taken = await site.client.post(url, data=fields, files=[("files", ("surat.txt", b"isi surat"))])
    assert taken.status_code == 303
    assert await all_of(site, Attachment.name, Attachment.size) == [("surat.txt", 9)]


@pytest.mark.parametrize(
    ("act", "fields", "code"),
    [
        ("jawab", {"text": " ", "outcome": "proven"}, "answer_needs_text"),
        ("jawab", {"text": "isi", "outcome": ""}, "answer_needs_outcome"),
        ("jawab", {"text": "isi", "outcome": "nonsense"}, "choose_one"),
        ("telaah", {"step": "z", "text": "isi"}, "no_such_step"),
        ("tindaklanjut", {"way": "auditors", "reason": "x"}, "auditors_need_approval"),
        ("tugaskan", {"to": "nobody"}, "choose_one"),
        ("koreksi", {"component": "x"}, "choose_one"),
        ("koreksi", {"service": "no-such-service"}, "choose_one"),
        ("putuskan", {"complaint": "x", "treated": "suggestion", "reason": "x"}, "choose_one"),
        ("tutup", {}, "move_not_allowed"),
    ],
)
async def test_a_refused_act_says_why_keeps_the_text_and_changes_nothing(
    site: Site, act: str, fields: dict[str, str], code: str
) -> None:
    _, made = await at_desk(site)
    before = await all_of(site, Case.version, Case.state)
    answer = await site.act(made, act, **fields)
    assert answer.status_code in {409, 422}
    assert REFUSED[code] in answer.text
    assert await all_of(site, Case.version, Case.state) == before


async def test_a_refused_answer_keeps_its_words(site: Site) -> None:
    _, made = await at_desk(site)
    answer = await site.act(made, "jawab", text="panjang sekali tulisan ini", outcome="")
    assert ">panjang sekali tulisan ini</textarea>" in answer.text


async def test_whoever_gives_a_case_out_of_sight_is_told_at_the_desk(site: Site) -> None:
    ani = await site.officer("ani", "head_of_tier", unit="pelayanan")
    to = await site.officer("dede", "executor", unit="teknis")
    made = await site.case(state="under_review", holder_id=ani, unit="pelayanan")
    await site.sign_in("ani")
    answer = await site.act(made, "tugaskan", to=str(to))
    assert answer.headers["location"] == "/desk?pesan=tugaskan"
    assert DONE["tugaskan"] in (await site.client.get(answer.headers["location"])).text


async def test_another_cases_complaint_cannot_be_decided_here(site: Site) -> None:
    _, made = await at_desk(site)
    other = await site.case(2)
    fields = TEXTS["putuskan"] | {"complaint": str(other.complaint_id)}
    assert (await site.act(made, "putuskan", **fields)).status_code == 422
    assert {treated for (treated,) in await all_of(site, Complaint.treated_as)} == {"complaint"}


async def test_the_machine_and_the_page_never_downgrade_integrity(site: Site) -> None:
    _, made = await at_desk(site, integrity=True)
    answer = await site.act(made, "putuskan", **TEXTS["putuskan"], complaint=str(made.complaint_id))
    assert REFUSED["never_downgraded"] in answer.text


async def test_identity_is_shown_after_a_traced_look_and_for_eight_hours(site: Site) -> None:
    _, made = await at_desk(site)
    await site.act(made, "identitas", reason="Menghubungi pelapor")
    url = f"/desk/pengaduan/{made.case_id}"
    page = (await site.client.get(url)).text
    assert "Asep Saepudin" in page
    assert "+6281200000001" in page
    site.clock.now = NOW + timedelta(hours=8, minutes=1)
    assert "Asep Saepudin" not in (await site.client.get(url)).text


async def test_one_officers_look_shows_nothing_to_another(site: Site) -> None:
    _, made = await at_desk(site)
    await site.act(made, "identitas", reason="Menghubungi pelapor")
    await site.officer("rina", Role.MANAGING_OFFICIAL)
    site.client.cookies.clear()
    await site.sign_in("rina")
    assert "Asep Saepudin" not in (await site.client.get(f"/desk/pengaduan/{made.case_id}")).text


async def test_a_confidential_identity_needs_a_reason_of_its_own_from_the_managing_official(site: Site) -> None:
    await site.officer("rina", Role.MANAGING_OFFICIAL)
    made = await site.case(confidential=True)
    await site.sign_in("rina")
    page = (await site.client.get(f"/desk/pengaduan/{made.case_id}")).text
    assert 'id="reveal-reason"' in page
    assert (await site.act(made, "identitas", reason=" ")).status_code == 422
    assert (await site.act(made, "identitas", reason="Ancaman terhadap pelapor")).status_code == 303


async def test_whoever_is_complained_about_sees_no_trace_of_the_case(site: Site) -> None:
    made = await site.case(unit="pelayanan", excluded=("unit:pelayanan",))
    await site.officer("dede", "executor", unit="pelayanan")
    await site.sign_in("dede")
    assert (await site.client.get(f"/desk/pengaduan/{made.case_id}")).status_code == 404
    assert made.number not in (await site.client.get("/desk/pengaduan?keadaan=all")).text
    assert "Tidak ada yang cocok" in (await site.client.get(f"/desk/pengaduan?cari={made.number}")).text
    assert made.number not in (await site.client.get("/desk")).text
    assert (await site.act(made, "ambil")).status_code in {403, 404}


@pytest.mark.parametrize("role", sorted(Role))
async def test_each_role_is_offered_only_what_the_table_of_rights_gives_it(site: Site, role: Role) -> None:
    who = await site.officer("rina", role)
    made = await site.case(state="under_review", holder_id=who)
    await site.sign_in("rina")
    page = (await site.client.get(f"/desk/pengaduan/{made.case_id}")).text
    for act, (action, _) in ACTS.items():
        if f"/{made.case_id}/{act}" in page:
            assert action in RIGHTS[role], act
        elif action not in RIGHTS[role]:
            answer = await site.act(made, act, **await values_for(site, act, made))
            assert answer.status_code in {403, 409, 422}, act
    assert "Pelapor</h2>" in page


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.READER, Role.AUDITOR, Role.AGENCY_LIAISON, Role.ADMINISTRATOR])
async def test_other_units_cases_are_not_there(site: Site, role: Role) -> None:
    made = await site.case(unit="pengaduan")
    await site.officer("rina", role, unit="pelayanan")
    await site.sign_in("rina")
    assert (await site.client.get(f"/desk/pengaduan/{made.case_id}")).status_code == 404
    assert made.number not in (await site.client.get("/desk/pengaduan?keadaan=all")).text


async def test_nothing_of_the_desk_opens_without_signing_in(site: Site) -> None:
    made = await site.case()
    for path in ("", "/pengaduan", f"/pengaduan/{made.case_id}", "/kanal", f"/percakapan/{made.conversation_id}",
                 f"/pengaduan/{made.case_id}/berkas/{uuid4()}", "/sandi"):  # fmt: skip
        answer = await site.client.get(f"/desk{path}")
        assert (answer.status_code, answer.headers["location"][:11]) == (303, "/desk/masuk"), path
    for path in (f"/pengaduan/{made.case_id}/ambil", f"/percakapan/{made.conversation_id}/tulis", "/keluar",
                 "/pemberitahuan", f"/kanal/ulang/{uuid4()}"):  # fmt: skip
        answer = await site.client.post(f"/desk{path}", data={"csrf": "x"})
        assert answer.headers["location"].startswith("/desk/masuk"), path


async def test_markup_of_citizens_stays_text_everywhere(site: Site) -> None:
    evil = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    body = seed.assessment(reasons=[{"text": evil, "words": [{"text": "<script>"}]}], claims=[{"claim": evil}])
    _, made = await at_desk(site, matter=evil, name=evil, body=body)
    await site.act(made, "catat", text=evil)
    await site.act(made, "identitas", reason=evil)
    for url in (f"/desk/pengaduan/{made.case_id}", "/desk", "/desk/pengaduan", f"/desk/pengaduan?cari={evil}",
                f"/desk/percakapan/{made.conversation_id}"):  # fmt: skip
        page = (await site.client.get(url)).text
        assert "<script" not in page, url
        assert "<img src=x" not in page, url


async def test_a_file_is_served_only_with_its_own_case(site: Site) -> None:
    _, made = await at_desk(site)
    other = await site.case(2)
    stored = await site.services.blobs.put(_png(), name="a", limit=1000)
    async with site.engine.begin() as connection:
        message = (await connection.execute(text("SELECT id FROM message ORDER BY id LIMIT 1"))).scalar_one()
        item = await seed.one(
            connection, Attachment, message_id=message, kind="image", type="image/png", name='fo"to\n.png',
            size=stored.size, sha256=stored.sha256, state="fetched",
        )  # fmt: skip
    good = await site.client.get(f"/desk/pengaduan/{made.case_id}/berkas/{item}")
    assert (good.status_code, good.headers["content-type"]) == (200, "image/png")
    assert good.headers["content-disposition"] == "inline; filename*=UTF-8''fo%22to%0A.png"
    assert good.headers["cache-control"] == "no-store"
    assert (await site.client.get(f"/desk/pengaduan/{other.case_id}/berkas/{item}")).status_code == 404


async def _png() -> Any:
    yield b"\x89PNG\r\n\x1a\n" + b"\0" * 20


async def test_opening_the_case_marks_its_notices(site: Site) -> None:
    siti, made = await at_desk(site)
    async with site.engine.begin() as connection:
        for ordinal, case_id in ((3, made.case_id), (1, None)):
            await seed.one(
                connection, Notice, officer_id=siti, case_id=case_id, kind="reminder", ordinal=ordinal, at=NOW
            )
    assert "hari kerja ke-3" in (await site.client.get("/desk")).text
    await site.client.get(f"/desk/pengaduan/{made.case_id}")
    assert "hari kerja ke-3" not in (await site.client.get("/desk")).text
    await site.client.post("/desk/pemberitahuan", data={"csrf": await site.csrf()})
    assert all(seen is not None for (seen,) in await all_of(site, Notice.seen_at))


async def test_an_officer_talks_and_gives_the_conversation_back(site: Site) -> None:
    _, made = await at_desk(site)
    url = f"/desk/percakapan/{made.conversation_id}"
    wrote = await site.client.post(f"{url}/tulis", data={"csrf": await site.csrf(), "text": "Selamat pagi, Pak."})
    assert wrote.status_code == 303, wrote.text
    assert ("officer", "Selamat pagi, Pak.") in await all_of(site, Outgoing.intent, Outgoing.text)
    empty = await site.client.post(f"{url}/tulis", data={"csrf": await site.csrf(), "text": " "})
    assert REFUSED["message_needs_text"] in empty.text
    back = await site.client.post(f"{url}/serahkan", data={"csrf": await site.csrf()})
    assert back.status_code == 303
    assert (await site.client.get(f"/desk/percakapan/{uuid4()}")).status_code == 404


async def test_a_conversation_about_ones_own_unit_stays_shut(site: Site) -> None:
    _, made = await at_desk(site, excluded=("pengaduan",))
    assert (await site.client.get(f"/desk/percakapan/{made.conversation_id}")).status_code == 404


async def test_only_those_who_reach_citizens_talk(site: Site) -> None:
    made = await site.case(unit="pelayanan")
    await site.officer("dede", "executor", unit="pelayanan")
    await site.sign_in("dede")
    assert (await site.client.get(f"/desk/percakapan/{made.conversation_id}")).status_code == 403


async def test_the_channels_page_shows_and_replays(site: Site) -> None:
    await site.officer()
    async with site.engine.begin() as connection:
        event = await seed.one(
            connection, seed.InboundEvent, adapter="email", account="a", key="k", method="IMAP", path="", query="",
            headers={}, body=b"rahasia", received_at=NOW, state="quarantined", error="bad_mime",
        )  # fmt: skip
    await site.sign_in()
    page = (await site.client.get("/desk/kanal")).text
    assert "bad_mime" in page
    assert "rahasia" not in page
    answer = await site.client.post(f"/desk/kanal/ulang/{event}", data={"csrf": await site.csrf()})
    assert answer.status_code == 303
    assert site.replayed == [event]


async def test_an_executor_neither_sees_channels_nor_replays(site: Site) -> None:
    await site.officer("dede", "executor")
    await site.sign_in("dede")
    assert (await site.client.get("/desk/kanal")).status_code == 403
    refused = await site.client.post(f"/desk/kanal/ulang/{uuid4()}", data={"csrf": await site.csrf()})
    assert refused.status_code == 403
    assert site.replayed == []


async def test_r13_what_a_complaint_maybe_belongs_to_leads_there(site: Site) -> None:
    _, first = await at_desk(site)
    later = await site.case(2, maybe_belongs_to=first.number)
    page = await site.client.get(f"/desk/pengaduan/{later.case_id}")
    assert f'<a href="/desk/pengaduan/{first.case_id}">{first.number}</a>' in page.text
    assert "Mungkin bagian dari" not in (await site.client.get(f"/desk/pengaduan/{first.case_id}")).text
