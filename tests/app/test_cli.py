"""The command line as a process: exit codes, JSON, errors on stderr in one sentence, help that exists."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
COMMANDS = [
    "up", "web", "worker", "sandbox", "migrate", "chat", "triage", "mail", "due", "window", "pack check", "calendar",
    "user add", "channels check", "demo add", "demo remove", "replay", "backup", "restore", "model train",
]  # fmt: skip


def run(
    folder: Path, words: Sequence[str], *, given: str | bytes = b"", **environment: str
) -> subprocess.CompletedProcess[str]:
    """`aduan WORDS` with a data folder of its own; standard input strict about its encoding, as in id_ID.UTF-8."""
    values = {"ADUAN_DATA_DIR": str(folder / "var"), "PYTHONIOENCODING": "utf-8:strict", **environment}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ADUAN_")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "app.cli", *words], cwd=ROOT, capture_output=True, timeout=100,
        input=given.encode() if isinstance(given, str) else given, env=kept | values, check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_command_has_help_that_teaches(tmp_path: Path) -> None:
    """In one process: a start a command would take half a minute."""
    script = (
        "import json, sys\nfrom typer.testing import CliRunner\nfrom app.cli.main import app\n"
        "found = {c: CliRunner().invoke(app, [*c.split(), '--help']) for c in json.load(sys.stdin)}\n"
        "print(json.dumps({c: [r.exit_code, r.output] for c, r in found.items()}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(COMMANDS), capture_output=True, text=True, cwd=ROOT, check=True
    )
    found = json.loads(done.stdout)
    assert {command: code for command, (code, _) in found.items() if code} == {}
    assert [command for command, (_, text) in found.items() if len(text.split("\n\n")[1].split()) < 5] == []


def test_due_of_the_examples(tmp_path: Path) -> None:
    moments = (EXAMPLES / "due.txt").read_text().split()
    done = run(tmp_path, ["due", *moments])
    assert (done.returncode, done.stderr) == (0, "")
    assert [line["made"] for line in lines(done.stdout)] == moments
    assert all(line["rule"] == "R8" and line["working_days"] == 14 for line in lines(done.stdout))
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(("command", "key"), [("window", "verdict"), ("triage", "kind")])
def test_json_lines_in_json_lines_out(tmp_path: Path, command: str, key: str) -> None:
    file = EXAMPLES / f"{command}.jsonl"
    by_name, by_pipe = run(tmp_path, [command, str(file)]), run(tmp_path, [command, "-"], given=file.read_bytes())
    assert (by_name.returncode, by_name.stderr) == (0, "")
    assert by_pipe.stdout == by_name.stdout
    assert len(lines(by_name.stdout)) == len(file.read_text().splitlines())
    assert all(line[key] for line in lines(by_name.stdout))


def test_mails_of_the_examples(tmp_path: Path) -> None:
    files = sorted(str(file) for file in (EXAMPLES / "mail").glob("*.eml"))
    done = run(tmp_path, ["mail", *files])
    assert (done.returncode, done.stderr) == (0, "")
    assert [line["file"] for line in lines(done.stdout)] == files


def test_pack_check(tmp_path: Path) -> None:
    done = run(tmp_path, ["pack", "check"])
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("0 mistakes, ")
    broken = tmp_path / "pack"
    broken.mkdir()
    (broken / "office.yaml").write_text("name: [\n")
    done = run(tmp_path, ["pack", "check", str(broken)])
    assert done.returncode == 1
    assert "office.yaml:" in done.stdout


BROKEN = b'{"id": "1", "channel": "sms", "text": "izin \xff belum keluar", "sent_at": "2026-11-23T10:00:00+07:00"}\n'


def test_broken_lines_are_lines_too(tmp_path: Path) -> None:
    done = run(tmp_path, ["triage", "-"], given=BROKEN + b"no json\n" + b"\n")
    found = lines(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert found[0]["kind"]
    assert "error" in found[1]


REFUSALS: list[tuple[str, list[str], dict[str, str], str]] = [
    ("due_not_a_time", ["due", "soon"], {}, "ISO time"),
    ("window_half", ["window", "--served", "2026-11-01"], {}, "--made"),
    ("window_naive", ["window", "--served", "2026-11-01", "--made", "2026-11-02T10:00:00"], {}, "made"),
    ("no_file", ["triage", "nowhere.jsonl"], {}, "nowhere.jsonl"),
    ("no_pack", ["due", "2026-11-23T10:00:00+07:00"], {"ADUAN_PACK": "nix"}, "ADUAN_PACK"),
    ("unknown_setting", ["pack", "check"], {"ADUAN_PAKC": "x"}, "ADUAN_PAKC"),
    ("database_away", ["migrate"], {"ADUAN_DATABASE_URL": "postgresql://x:geheim@127.0.0.1:9/x"}, "ADUAN_DATABASE_URL"),
    ("other_database", ["migrate"], {"ADUAN_DATABASE_URL": "mysql://x:geheim@127.0.0.1/x"}, "ADUAN_DATABASE_URL"),
    ("sandbox_off", ["sandbox"], {}, "ADUAN_SANDBOX"),
    ("chat_channel", ["chat", "--channel", "pigeon"], {}, "--channel"),
    ("chat_at", ["chat", "--at", "2026-11-23T10:00:00"], {}, "--at"),
]


@pytest.mark.parametrize(("words", "given", "named"), [pytest.param(*row[1:], id=row[0]) for row in REFUSALS])
def test_a_refusal_is_one_sentence_on_stderr(
    tmp_path: Path, words: list[str], given: dict[str, str], named: str
) -> None:
    done = run(tmp_path, words, **given)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr
    assert "geheim" not in done.stderr


def test_chat_records_and_leaves_nothing(tmp_path: Path, database_url: str) -> None:
    words = ["chat", "--channel", "whatsapp", "--at", "2026-11-23T10:00:00+07:00", "--json"]
    told = "Izin NIB saya sudah 3 minggu belum terbit, nama saya Rahayu Lestari\ntidak tahu\ntidak tahu\n"
    done = run(tmp_path, words, given=told, ADUAN_DATABASE_URL=database_url)
    assert (done.returncode, done.stderr) == (0, "")
    events = lines(done.stdout)
    assert {"reply"} <= {event["event"] for event in events}
    [recorded] = [event for event in events if event["event"] == "recorded"]
    assert recorded["number"].startswith("PWK-26-00001-")


def test_the_web_process_loads_nothing_heavy(tmp_path: Path) -> None:
    """Decision 12: neither numpy, typst, twilio.rest nor telegram, even with every channel configured."""
    script = (
        "import sys\nfrom app.settings import read_settings\nfrom app.services import make_services\n"
        "from app.webapp.main import create_app\n"
        "url = 'postgresql://x@127.0.0.1:9/x'\nservices = make_services(read_settings(), url)\n"
        "assert {'twilio', 'telegram', 'email', 'form'} == set(services.adapters)\ncreate_app(services, url)\n"
        "print([m for m in ('numpy', 'typst', 'twilio.rest', 'telegram', 'sklearn') if m in sys.modules])"
    )
    values = {"ADUAN_DATA_DIR": str(tmp_path), "ADUAN_SANDBOX": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | values, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


OWN_DAYS = [
    (["calendar", "2026", "--closed", "2027-01-04", "--reason", "Rapat"], "2026"),
    (["calendar", "2026", "--closed", "2026-12-28"], "--reason"),
    (["calendar", "2026", "--closed", "besok", "--reason", "Rapat"], "besok"),
]


@pytest.mark.parametrize(("words", "named"), OWN_DAYS)
def test_an_office_day_that_cannot_be_is_refused_in_words(tmp_path: Path, words: list[str], named: str) -> None:
    done = run(tmp_path, words)
    assert done.returncode != 0
    assert named in done.stderr
    assert "Traceback" not in done.stderr
