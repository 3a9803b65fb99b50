"""A parent that has loaded the product once, and forks web and live events for each test that wants a site.

``python -m tests.site_parent`` reads one JSON object per line: ``{"database", "web_port", "live_port", "log"}`` starts
a site and is answered with ``{"pids": […]}``; ``{"end": […]}`` ends these processes and is answered when they have gone.
The processes run the commands of the supervisor; only that the modules are in memory already differs.
"""

import gc
import json
import os
import runpy
import signal
import sys
from contextlib import suppress
from typing import Any


def main() -> None:
    """Serve until the input ends; whoever still runs is ended."""
    for name, value in (("DATABASE_NAME", "postgres"), ("WEB_PORT", "1"), ("LIVE_PORT", "2")):
        os.environ.setdefault(f"ORDOLUX_TEST_{name}", value)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings_of_site"

    from ordolux.config import forking

    forking.load_everything()

    import ordolux.config.asgi
    import ordolux.config.wsgi  # noqa: F401  # loaded for the children

    gc.collect()
    gc.freeze()
    running: set[int] = set()
    for line in sys.stdin:
        told = json.loads(line)
        if "end" in told:
            _end([pid for pid in told["end"] if pid in running])
            running.difference_update(told["end"])
            answer: dict[str, Any] = {"pids": []}
        else:
            pids = _site(told)
            running.update(pids)
            answer = {"pids": pids}
        print(json.dumps(answer), flush=True)
    _end(list(running))


def _site(told: dict[str, Any]) -> list[int]:
    from ordolux.config.supervisor import live_command, web_command

    return [
        _fork(told, web_command("127.0.0.1", told["web_port"], workers=1)),
        _fork(told, live_command("127.0.0.1", told["live_port"])),
    ]


def _fork(told: dict[str, Any], command: list[str]) -> int:
    """A child that becomes ``python -m command``; its words go to the log."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.closerange(3, 256)
        _settle(told)
        python, dash_m, module, *arguments = command
        assert (python, dash_m) == (sys.executable, "-m"), command
        sys.argv = [module, *arguments]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        import traceback

        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _settle(told: dict[str, Any]) -> None:
    """What a fresh process would have read from its environment."""
    for name, value in (("DATABASE_NAME", "database"), ("WEB_PORT", "web_port"), ("LIVE_PORT", "live_port")):
        os.environ[f"ORDOLUX_{name}"] = os.environ[f"ORDOLUX_TEST_{name}"] = str(told[value])
    from django.conf import settings
    from django.db import connections

    from ordolux.config import database, environment

    settings.ENVIRONMENT = environment.read()
    settings.DATABASES["default"].update(database.django_settings(settings.ENVIRONMENT))
    settings.ORDOLUX_WEB_PORT = told["web_port"]
    settings.ORDOLUX_LIVE_PORT = told["live_port"]
    settings.ORDOLUX_PUBLIC_URL = f"http://127.0.0.1:{told['web_port']}"
    connections.settings["default"]["NAME"] = told["database"]


def _end(pids: list[int]) -> None:
    """End them and what they have started (how a site ends in peace is another test's subject)."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    for pid in pids:
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
