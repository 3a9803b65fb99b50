"""The command ``ordolux``."""

import argparse
import atexit
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from ordolux.config import database, demonstration, environment, migrating
from ordolux.config.backup import command as backup_command
from ordolux.config.environment import Environment, SetupFault


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit status. Faults of set-up are one sentence, not a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _guarded(lambda: _manage(given[1:]))
    if given[:1] == ["read"]:
        from ordolux.config import reading_command

        return reading_command.main(given[1:])
    chosen = _parser().parse_args(given)
    return _guarded(lambda: _carry_out(chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ordolux", description="The order process of an LED lamp factory.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    run = commands.add_parser("run", help="start everything and keep it running until Ctrl-C")
    run.add_argument(
        "--demo", action="store_true", help="load the demonstration data first, if not there yet"
    )
    run.add_argument(
        "--empty",
        action="store_true",
        help="a new company: let its administrator in, who is led through the set-up",
    )
    run.add_argument(
        "--simulation", action="store_true", help="allow moving the clock (embedded database only)"
    )
    commands.add_parser("migrate", help="bring the database to this code, as its owner")
    commands.add_parser("demo", help="load the first demonstration data, if not there yet")
    commands.add_parser("begin", help="let the first administrator of a new company in")
    commands.add_parser("worker", help="carry out jobs until stopped")
    backup_command.declare(commands)
    audit = commands.add_parser("audit", help="questions about the journal")
    audit.add_argument(
        "question", choices=["verify"], help="verify: compute the hash chains again and compare"
    )
    moved = commands.add_parser(
        "clock", help="the present moment; in a simulation also: move the clock forward"
    )
    moved.add_argument(
        "moment", nargs="?", default="",
        help="a moment with its offset, as 2026-11-23T09:00:00+08:00; `-`: several, a line each from standard input",
    )  # fmt: skip
    second = commands.add_parser(
        "code", help="the second factor of somebody of the demonstration, as his app shows it now"
    )
    second.add_argument("email", help="his mail address")
    commands.add_parser(
        "read",
        help="read customers' messages as structured inquiries; see read --help",
    )
    bench = commands.add_parser("bench", help="load data, to see how everything behaves at size")
    bench.add_argument("what", choices=["fill"], help="fill: many orders, in a database of their own")
    bench.add_argument("--orders", type=int, default=0, help="how many orders there are to be")
    bench.add_argument("--database", default="", help="name of that database")
    commands.add_parser("settings", help="list every setting, its value and its meaning")
    commands.add_parser("manage", help="any command of Django, e.g. ordolux manage shell")
    return parser


def _carry_out(chosen: argparse.Namespace) -> int:
    present = environment.read()
    match chosen.command:
        case "run":
            if os.environ.get("ORDOLUX_STATE") != str(present.state):
                # A later start knows what is left of this run by this variable, which must be there from the beginning.
                os.environ["ORDOLUX_STATE"] = str(present.state)
                os.execv(sys.executable, [sys.executable, "-m", "ordolux", *sys.argv[1:]])  # noqa: S606  # ourselves

            from ordolux.config.supervisor import Run

            if chosen.empty and chosen.demo:
                raise SetupFault("A run is either a demonstration or a new company: give --demo or --empty.")
            if chosen.simulation:
                present = replace(present, simulation=True)
                present.check()
            return Run(present, demo=chosen.demo, empty=chosen.empty).until_stopped()
        case "settings":
            for variable, value, meaning in environment.describe(present):
                print(f"{variable}={value}\n    {meaning}")
            return 0
        case "backup":
            if not (chosen.check or chosen.base):
                _use_database(present)
            return backup_command.backup(present, chosen)
        case "restore":
            return backup_command.restore(present, chosen)
        case "migrate":
            _use_database(present)
            migrating.migrate()
            return 0
    _use_database(present)
    if chosen.command == "bench":
        from ordolux.config import load_data

        return load_data.fill(present, chosen.orders, chosen.database or load_data.DATABASE)
    _set_up_django()
    match chosen.command:
        case "demo":
            demonstration.load(present)
            return 0
        case "begin":
            import_module("ordolux.process.new_company").begin()
            return 0
        case "worker":
            import_module("ordolux.process.worker").main()
            return 0
        case "audit":
            return _verify()
        case "code":
            from ordolux.edges.public.signing_in import code_now, demonstration_secret

            print(code_now(demonstration_secret(chosen.email)))
            return 0
        case "clock":
            return _clock(chosen.moment)
    raise AssertionError(chosen.command)


def _manage(arguments: list[str]) -> int:
    _use_database(environment.read())
    _set_up_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ordolux manage", *arguments])
    return 0


def _verify() -> int:
    from ordolux.foundation.journal.verify import verify

    verdict = verify()
    for broken in verdict.broken:
        print(f"{broken.stream}, line {broken.seq}: {broken.reason}")
    if verdict.is_whole:
        print(f"The journal is whole: {verdict.lines} lines in {verdict.streams} streams.")
    return 0 if verdict.is_whole else 1


def _clock(said: str) -> int:
    """Tell the present moment, or move the clock of a simulation and let the routines look at once what is due now."""
    from procrastinate.exceptions import AlreadyEnqueued

    from ordolux.foundation import clock
    from ordolux.process.tasks import run_routines
    from ordolux.rules.refusal import Refusal

    for line in sys.stdin if said == "-" else [said]:
        if line.strip():
            try:
                moment = datetime.fromisoformat(line.strip())
                if moment.tzinfo is None:
                    raise SetupFault("A moment needs its offset from UTC, as in 2026-11-23T09:00:00+08:00.")
                clock.move_to(moment)
            except ValueError:
                raise SetupFault(
                    f"'{line.strip()}' is no moment; write it as 2026-11-23T09:00:00+08:00."
                ) from None
            except Refusal as refusal:
                raise SetupFault(refusal.sentence(refusal.message)) from None
            with suppress(AlreadyEnqueued):
                run_routines.defer()
        print(clock.now().isoformat(timespec="seconds"), flush=True)
    return 0


def _use_database(present: Environment) -> None:
    """Have a database for this command; a server that was started for it ends with it."""
    if database.ensure(present):
        atexit.register(database.server_of(present).stop)


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    import django

    django.setup()


def _guarded(work: Callable[[], int]) -> int:
    try:
        return work()
    except SetupFault as fault:
        print(f"ordolux: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
