"""`aduan up`: PostgreSQL, migrations, web, worker and sandbox in one command, on this machine."""

from __future__ import annotations

import asyncio
import hashlib
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from app.ports import answers_http, answers_tcp, port_free
from app.settings import Settings
from app.supervise import Child, Say, backoff_s, describe, keep, run_once, sleep_unless
from storage import embedded

HOST = "127.0.0.1"
READY_NOTICE_S = 60.0


class UpError(Exception):
    """The house cannot be started; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The commands of one start: `prepare` each time, `first` once per data folder, `children` kept running."""

    prepare: tuple[Child, ...]
    first: tuple[Child, ...]
    children: tuple[Child, ...]


def usual_plan(settings: Settings) -> Plan:
    """aduan's own commands; sandbox and demo only where the sandbox is on."""

    def own(name: str, *words: str, vital: bool = True) -> Child:
        return Child(name, (sys.executable, "-m", "app.cli", *words), vital)

    first, children = [own("officers", "user", "first")], [own("web", "web"), own("worker", "worker")]
    if settings.sandbox:
        first.append(own("demo", "demo", "add", vital=False))
        children.append(own("sandbox", "sandbox"))
    return Plan((own("migrate", "migrate"),), tuple(first), tuple(children))


def say_line(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def up(settings: Settings, environment: Mapping[str, str], *, plan: Plan | None = None, say: Say = say_line) -> int:
    """Run everything until Ctrl-C or SIGTERM; the exit code: 0, or 1 after one sentence on standard error.

    `environment` is what the children inherit, with the database's address and our ports added.
    """
    try:
        asyncio.run(_House(settings, plan or usual_plan(settings), environment, say).live())
    except (UpError, embedded.EmbeddedError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def wanted_ports(settings: Settings) -> dict[str, int]:
    """The ports that the children will listen on, by the variable that sets them."""
    wanted = {"ADUAN_PORT": settings.port}
    if settings.sandbox:
        wanted["ADUAN_SANDBOX_PORT"] = settings.sandbox_port
        wanted["ADUAN_SANDBOX_IMAP_PORT"] = settings.sandbox_imap_port
        wanted["ADUAN_SANDBOX_SMTP_PORT"] = settings.sandbox_smtp_port
    return wanted


def check_ports(settings: Settings) -> None:
    """UpError naming the first port that is taken, or the two variables that name the same."""
    wanted = wanted_ports(settings)
    names: dict[int, str] = {}
    for name, port in wanted.items():
        if port in names:
            raise UpError(f"{names[port]} and {name} name the same port: change one of them.")
        names[port] = name
    for name, port in wanted.items():
        if not port_free(settings.host if name == "ADUAN_PORT" else HOST, port):
            raise UpError(f"Port {port} is taken by another program: end it, or set {name} to a free port.")


class _House:
    """One run of `aduan up`."""

    def __init__(self, settings: Settings, plan: Plan, environment: Mapping[str, str], say: Say) -> None:
        self._settings = settings
        self._plan = plan
        self._given = environment
        self._say = say
        self._data_dir = settings.data_dir.expanduser().absolute()
        self._database_url = settings.database_url.get_secret_value()
        self._begun = time.monotonic()

    async def live(self) -> None:
        self._stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._stop.set)
        self._check()
        cluster = await self._start_cluster()
        try:
            await self._inside(cluster)
        finally:
            if cluster is not None:
                await asyncio.to_thread(cluster.stop)
            self._say("Everything has stopped; the data stays.")

    def _check(self) -> None:
        """Everything that can refuse the start does so before anything is started."""
        if not self._database_url:
            embedded.check_free(self._data_dir)
        check_ports(self._settings)

    async def _start_cluster(self) -> embedded.OwnCluster | None:
        if self._database_url:
            return None
        try:
            return await asyncio.to_thread(embedded.start, self._data_dir, say=self._say)
        except embedded.EmbeddedError:
            if not self._stop.is_set():  # Ctrl-C at the terminal ends initdb too: that is no error
                raise
            return None

    async def _inside(self, cluster: embedded.OwnCluster | None) -> None:
        environment = self._environment(cluster)
        for step in self._plan.prepare:
            await self._step(step, environment)
        await self._first(environment)
        if self._stop.is_set():
            return
        async with asyncio.TaskGroup() as tasks:
            for child in self._plan.children:
                tasks.create_task(keep(child, environment, stop=self._stop, say=self._say))
            tasks.create_task(self._tell_when_ready())
            if cluster is not None:
                tasks.create_task(self._keep_postgres(cluster))

    @property
    def _database_mark(self) -> str:
        """Another database has its own first start; its address stays out of file names."""
        return "-" + hashlib.sha256(self._database_url.encode()).hexdigest()[:12] if self._database_url else ""

    @property
    def _web_host(self) -> str:
        return HOST if self._settings.host in {"0.0.0.0", "::"} else self._settings.host  # noqa: S104 -- read only

    def _environment(self, cluster: embedded.OwnCluster | None) -> dict[str, str]:
        return {
            "ADUAN_PUBLIC_URL": f"http://{HOST}:{self._settings.port}",
            **self._given,
            "ADUAN_DATABASE_URL": cluster.url() if cluster else self._database_url,
            "ADUAN_DATA_DIR": str(self._data_dir),
            "PYTHONUNBUFFERED": "1",
        }

    async def _step(self, step: Child, environment: Mapping[str, str]) -> bool:
        """Whether the step was done.  UpError when a vital one failed."""
        if self._stop.is_set():
            return False
        code = await run_once(step, environment, stop=self._stop, say=self._say)
        if code == 0 or self._stop.is_set():
            return code == 0
        if step.vital:
            raise UpError(f"The step '{step.name}' failed ({describe(code)}); its output above says why.")
        self._say(f"The step '{step.name}' failed ({describe(code)}); going on without it, the next start tries again")
        return False

    async def _first(self, environment: Mapping[str, str]) -> None:
        """Steps of the very first start, each marked when done so that a broken first start goes on from there."""
        for step in self._plan.first:
            mark = self._data_dir / f"done-{step.name}{self._database_mark}"
            if mark.exists():
                continue
            self._say(f"First start: {step.name}")
            if await self._step(step, environment):
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.touch()

    async def _keep_postgres(self, cluster: embedded.OwnCluster) -> None:
        failures = 0
        while not self._stop.is_set():
            await sleep_unless(self._stop, 0.5)
            if cluster.alive or self._stop.is_set():
                continue
            self._say("PostgreSQL ended; starting it again")
            try:
                await asyncio.to_thread(cluster.restart)
                failures = 0
                self._say("PostgreSQL is back")
            except embedded.EmbeddedError as error:
                failures += 1
                self._say(f"{error} Trying again in {backoff_s(failures):g} s")
                await sleep_unless(self._stop, backoff_s(failures))

    async def _tell_when_ready(self) -> None:
        noticed = False
        while not self._stop.is_set():
            if await asyncio.to_thread(self._ready):
                self._say_addresses()
                return
            if not noticed and time.monotonic() - self._begun > READY_NOTICE_S:
                noticed = True
                self._say("Not ready yet; the output above says what is missing. Still trying.")
            await sleep_unless(self._stop, 0.1)

    def _ready(self) -> bool:
        settings = self._settings
        web = answers_http(self._web_host, settings.port, "/readyz")
        return web and (not settings.sandbox or answers_tcp(HOST, settings.sandbox_port))

    def _say_addresses(self) -> None:
        settings, base = self._settings, f"http://{self._web_host}:{self._settings.port}"
        self._say(f"Ready after {time.monotonic() - self._begun:.1f} s")
        self._say(f"  Citizens   {base}/")
        self._say(f"  Officers   {base}/desk")
        if settings.sandbox:
            self._say(f"  Sandbox    http://{HOST}:{settings.sandbox_port}/")
        self._say("Ctrl-C ends everything; the data stays.")
