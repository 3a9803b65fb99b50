"""The command ``ordolux``."""

import argparse
import atexit
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from ordolux.config import database, demonstration, environment, migrating
from ordolux.config.environment import Environment, SetupFault


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit status. Faults of set-up are one sentence, not a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["manage"]:
        return _guarded(lambda: _manage(given[1:]))
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
        "--simulation", action="store_true", help="allow moving the clock (embedded database only)"
    )
    commands.add_parser("migrate", help="bring the database to this code, as its owner")
    commands.add_parser("demo", help="load the demonstration data, if not there yet")
    commands.add_parser("worker", help="carry out jobs until stopped")
    audit = commands.add_parser("audit", help="questions about the journal")
    audit.add_argument(
        "question", choices=["verify"], help="verify: compute the hash chains again and compare"
    )
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

            if chosen.simulation:
                present = replace(present, simulation=True)
                present.check()
            return Run(present, demo=chosen.demo).until_stopped()
        case "settings":
            for variable, value, meaning in environment.describe(present):
                print(f"{variable}={value}\n    {meaning}")
            return 0
        case "migrate":
            _use_database(present)
            migrating.migrate()
            return 0
    _use_database(present)
    _set_up_django()
    match chosen.command:
        case "demo":
            demonstration.load(present)
            return 0
        case "worker":
            import_module("ordolux.process.worker").main()
            return 0
        case "audit":
            return _verify()
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
