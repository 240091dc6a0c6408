"""Commands about the office: calendar, user add, user first, demo add, demo remove."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.common import fail, run_with, say
from casework.types import Role
from storage.secrets import draw_secret
from triage.calendar import CalendarDay, DayKind

if TYPE_CHECKING:
    from app.services import Services

DAY = "%Y-%m-%d"


def calendar(
    year: Annotated[int, typer.Argument(min=2024, max=2100, help="The year, such as 2027.")],
    closed: Annotated[list[datetime] | None, typer.Option(formats=[DAY], help="A day the office is closed.")] = None,
    worked: Annotated[list[datetime] | None, typer.Option(formats=[DAY], help="A day off that is worked.")] = None,
    ordinary: Annotated[list[datetime] | None, typer.Option(formats=[DAY], help="Takes either back.")] = None,
    reason: Annotated[str, typer.Option(help="Why, shown beside the day.")] = "",
) -> None:
    """Write a year's national holidays and joint leave (R9), and name the decree; a year not decreed is provisional.

    --closed, --worked and --ordinary enter the office's own days. The worker then counts open due dates anew.
    """
    own = [*_own(closed, DayKind.CLOSURE, reason), *_own(worked, DayKind.WORKED, reason)]
    taken_back = [one.date() for one in ordinary or ()]
    if any(day.year != year for day in (*(one.day for one in own), *taken_back)):
        fail(f"--closed, --worked and --ordinary take days of {year}, the year you named.")
    if own and not reason.strip():
        fail("--reason is missing: say why the office is closed or works, such as --reason 'Rapat kerja'.")

    async def work(made: Services) -> int:
        from app.calendars import enter_own, enter_year
        from triage.holidays_source import national_days

        await enter_own(made.works, own, taken_back)
        decreed = await enter_year(made.works, year)
        for day in national_days(year):
            say(f"{day.day.isoformat()}  {day.kind.value:12}  {day.name}{'  (sementara)' if day.provisional else ''}")
        for own_day in own:
            say(f"{own_day.day.isoformat()}  {own_day.kind.value:12}  {own_day.name}")
        say(f"{year}: " + ("ditetapkan" if decreed else "belum ditetapkan, tenggat bersifat sementara"))
        return 0

    run_with(work)


def _own(days: list[datetime] | None, kind: DayKind, reason: str) -> list[CalendarDay]:
    return [CalendarDay(one.date(), kind, reason.strip(), "kantor") for one in days or ()]


def add(
    login: Annotated[str, typer.Argument(help="What the officer signs in with.")],
    name: Annotated[str, typer.Option(help="The officer's name.")],
    role: Annotated[Role, typer.Option(help="What the officer does.")],
    unit: Annotated[str, typer.Option(help="A unit of the pack.")],
    tier: Annotated[int, typer.Option(help="The tier in the pack; 1 is the executor.", min=1, max=9)] = 1,
    superior: Annotated[str, typer.Option(help="The login of the direct superior.")] = "",
    email: Annotated[str, typer.Option(help="Where reminders are sent to.")] = "",
) -> None:
    """Add an officer; prints a one-time password, once."""

    async def work(made: Services) -> int:
        if unit not in {one.id for one in made.pack.units}:
            fail(f"--unit must be one of {', '.join(one.id for one in made.pack.units)}.")
        from casework.staffing import Place

        place = Place(login, name, role, unit, tier, superior or None)
        from storage.staff import add_officer

        password = draw_secret()
        async with made.works.begin() as unit_of_work:
            done = await add_officer(unit_of_work.session, place, password, name=name, email=email or None)
        if done is None:
            fail(f"{login} is taken: choose another login.")
        say(f"{login}  {password}  (must be changed at the first sign-in)")
        return 0

    run_with(work)


def first() -> None:
    """Add one officer for each post of the pack and each role, if there is nobody yet; passwords are shown once."""

    async def work(made: Services) -> int:
        from casework.staffing import places
        from storage.staff import add_officer, count_officers

        async with made.works.begin() as unit:
            if await count_officers(unit.session):
                say("there are officers already; `aduan user add` adds more")
                return 0
            say("Kata sandi sekali pakai (hanya ditampilkan sekali):")
            for place in places(made.pack):
                password = draw_secret()
                await add_officer(unit.session, place, password, demo=made.settings.sandbox)
                say(f"  {place.login:22} {password}   {place.title} ({place.role.value})")
        return 0

    run_with(work)


def demo_add() -> None:
    """Make about 30 believable complaints in every state, through the real code; marked, removable."""

    async def work(made: Services) -> int:
        from app.demo import add_demo

        if not made.settings.sandbox:
            fail("The demo is for the sandbox: its numbers may be somebody's. Set ADUAN_SANDBOX=1 for a trial.")
        count = await add_demo(made, say)
        say(f"{count} demo complaints; `aduan demo remove` takes them away")
        return 0

    run_with(work)


def demo_remove() -> None:
    """Take the demo complaints away again; nothing else is touched."""

    async def work(made: Services) -> int:
        from storage.demo import remove_demo

        async with made.works.begin() as unit:
            count = await remove_demo(unit.session)
        say(f"{count} demo complaints removed")
        return 0

    run_with(work)


def add_to(app: typer.Typer) -> None:
    """Registers the commands."""
    app.command()(calendar)
    user = typer.Typer(help="Officers.", no_args_is_help=True)
    user.command("add")(add)
    user.command("first")(first)
    app.add_typer(user, name="user")
    demo = typer.Typer(help="The demo.", no_args_is_help=True)
    demo.command("add")(demo_add)
    demo.command("remove")(demo_remove)
    app.add_typer(demo, name="demo")
