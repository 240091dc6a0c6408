"""The pages with believable rows, to look at: `python -m tests.web.show DATABASE_URL PORT` (login siti, PASSWORD).

The database must be an empty one made by the migrations.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

import web
from intake.channel import RawEvent
from storage.blobs import Blobs
from storage.engine import make_engine
from storage.models import Note, Notice, Report, ReviewStep
from storage.work import Works
from tests.web import seed
from tests.web.conftest import NOW, PASSWORD, Clock, FixedTerms
from triage.calendar import Calendar
from triage.packs.loader import load_pack
from web.desk.passwords import hash_password
from web.services import WebServices

MATTERS = (
    ("NIB saya sudah terbit tapi KBLI-nya salah, diminta datang lagi padahal rumah saya dua jam.", "product", "nib"),
    ("Kursi ruang tunggu di MPP rusak semua, ibu hamil berdiri lama. Mohon diperbaiki.", "facilities", None),
    ("Teu acan aya kabar PBG abdi, tos dua bulan. Kumaha ieu teh?", "turnaround_time", None),
    ("Petugas loket 2 bicaranya kasar waktu saya tanya syarat, saya dibilang bodoh di depan orang banyak.",
     "staff_competence", None),
    ("Diminta fotokopi akta tanah lagi padahal tidak ada di daftar syarat.", "requirements", "43"),
    ("The queue number machine has been broken since Monday and nobody told us where to wait.", "facilities", None),
    ("Bayar berapa sebenarnya untuk reklame? Di web tertulis beda dengan yang dibilang petugas.", "fee", None),
)  # fmt: skip
CHANNELS = ("whatsapp", "telegram", "email", "sms", "office_web", "letter", "mall")


async def fill(connection: AsyncConnection) -> None:
    """Officers, thirty cases in every state, one of them lived through to the answer."""
    hashed = hash_password(PASSWORD)
    head = await seed.officer(connection, "rahmat", "head_of_tier", hashed, name="Rahmat Hidayat", tier=3)
    siti = await seed.officer(connection, "siti", "complaint_officer", hashed, name="Siti Nurhayati", superior_id=head)
    await seed.officer(connection, "dede", "executor", hashed, name="Dede Kurnia", unit="pelayanan")
    await seed.calendar(connection)
    states = ("recorded", "under_review", "in_follow_up", "recorded", "under_review")
    for n in range(2, 30):
        matter, component, service = MATTERS[n % len(MATTERS)]
        due = NOW + timedelta(days=(n % 9) * 2 - 3, hours=14)
        await seed.case(
            connection, n, NOW, matter=matter, component=component, service_id=service, state=states[n % 5],
            channel=CHANNELS[n % 7], due_at=due, made_at=due - timedelta(days=20),
            unit=("pengaduan", "pelayanan")[n % 2],
            holder_id=siti if states[n % 5] != "recorded" else None, danger=n == 6, integrity=n % 11 == 0,
            needs_person=n % 4 == 0, treated_as="suggestion" if n == 9 else "complaint", body={},
        )  # fmt: skip
    made = await seed.case(
        connection, 1, NOW, state="under_review", holder_id=siti, integrity=True, needs_person=True,
        made_at=NOW - timedelta(days=9), due_at=NOW + timedelta(days=11, hours=13, minutes=59),
    )  # fmt: skip
    await _lived(connection, made, siti)
    for ordinal, kind in ((3, "reminder"), (1, "assigned"), (7, "reminder")):
        await connection.execute(
            insert(Notice).values(officer_id=siti, case_id=made.case_id, kind=kind, ordinal=ordinal, at=NOW)
        )
    await seed.conversation(connection, 900, officer_wanted_at=NOW - timedelta(minutes=12), phase="with_officer")
    await seed.one(
        connection, seed.Alarm, code="mail_unreachable", subject="email", count=4, first_at=NOW - timedelta(hours=2),
        last_at=NOW,
    )  # fmt: skip
    await seed.one(
        connection, seed.InboundEvent, adapter="email", account="pengaduan", key="x", method="IMAP", path="", query="",
        headers={}, body=b"x", received_at=NOW - timedelta(hours=1), state="quarantined", error="bad_mime", attempts=1,
    )  # fmt: skip
    answered = await seed.case(
        connection, 40, NOW, state="answered", holder_id=siti, made_at=NOW - timedelta(days=15),
        due_at=NOW + timedelta(days=4), answered_at=NOW - timedelta(days=1),
        answer="Terima kasih sudah melapor. Berkas Bapak sudah lengkap dan sertifikat terbit kemarin.\n\n"
        "Permintaan uang itu tidak dibenarkan: layanan ini gratis. Petugasnya sudah kami tegur secara tertulis.",
        outcome="proven",
    )  # fmt: skip
    await seed.case(connection, 50, NOW, channel="office_web", talk={"address": "contoh"}, made_at=NOW)
    await seed.one(
        connection, seed.InboundEvent, adapter="form", account="form", key="contoh", method="FORM", path="/", query="",
        headers={}, body=b"{}", received_at=NOW, state="done",
    )  # fmt: skip
    print("status:", answered.number, seed.SECRET, "case:", made.case_id)


async def _lived(connection: AsyncConnection, made: seed.Made, siti: object) -> None:
    for seq, (action, days) in enumerate((("take", 8), ("review", 7), ("ask", 6), ("note", 5)), start=2):
        await seed.trace(connection, made.case_id, seq, str(siti), action, NOW - timedelta(days=days))
    await seed.out(
        connection, made, "ask", "Petugas bertanya tentang laporan Anda:\n\nKapan berkasnya dinyatakan lengkap?",
        NOW - timedelta(days=6), "whatsapp", state="read",
    )  # fmt: skip
    at = NOW - timedelta(days=7)
    rows = ((ReviewStep, {"step": "a", "text": "Sertifikat terlambat dan pemohon dimintai uang.", "author_id": siti}),
            (ReviewStep, {"step": "b", "text": "Dikatakan: diminta Rp500.000. Standar: gratis.", "row": "43/4"}),
            (ReviewStep, {"step": "d", "text": "Klarifikasi kepada petugas loket 3, konfirmasi kepada pemohon."}),
            (Note, {"text": "Loket 3 tanggal itu dijaga dua orang; cek daftar piket.", "author_id": siti}),
            (Report, {"text": "Pengaduan sedang ditelaah.", "author_id": siti, "tier": 1}))  # fmt: skip
    for table, values in rows:
        await connection.execute(insert(table).values(case_id=made.case_id, at=at, **values))


async def main(url: str, port: int) -> None:
    """Fills the database and serves it."""
    engine, clock, calendar = make_engine(url), Clock(), Calendar.build([], years=[2026])

    async def accept(_: RawEvent) -> None: ...

    async def replay(_: object) -> None: ...

    async def today() -> Calendar:
        return calendar

    async def terms() -> FixedTerms:
        return FixedTerms(calendar)

    async with engine.begin() as connection:
        await fill(connection)
    services = WebServices(
        works=Works(engine), engine=engine, clock=clock, pack=load_pack("purwakarta"), secret_key=seed.KEY,
        blobs=Blobs(Path(tempfile.mkdtemp())), public_url=f"http://127.0.0.1:{port}", accept_form=accept,
        replay=replay, calendar=today, terms=terms,
    )  # fmt: skip
    app = FastAPI(openapi_url=None)
    for router in web.routers(services):
        app.include_router(router)
    web.install(app, services)
    await uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning")).serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
