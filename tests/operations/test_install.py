"""The administrator's guide to installing as a service, carried out in a copy of this machine that is thrown away.

There is no systemd in it: what a unit says (user, settings, folders, no capabilities, everything else read-only) is done
by the same means that systemd uses, and then its ``ExecStart`` runs.
"""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ordolux.config.environment import ROOT
from tests.docs.commands import block

UNITS = ROOT / "deploy" / "systemd"
NEEDED = ("unshare", "chroot", "useradd", "setpriv", "systemctl", "mount")

ALONE = ("unshare", "--mount", "--net", "--ipc", "--pid", "--fork", "--kill-child")

# A copy of the file system in which only differences are kept, without network and with processes of its own; $1 is a folder
# for it, $2 the project, and what follows on standard input runs in it.
COPY = """
mount -t tmpfs -o mode=0755 copy "$1"
mkdir "$1/kept" "$1/work" "$1/all"
mount -t overlay -o lowerdir=/,upperdir="$1/kept",workdir="$1/work" copy "$1/all"
mkdir -p "$1/all/opt/ordolux" "$1/all/etc/systemd/system"
mount --bind "$2" "$1/all/opt/ordolux"
mount -o remount,bind,ro "$1/all/opt/ordolux"
mount --bind /dev "$1/all/dev"
mount -t tmpfs -o mode=1777 shared "$1/all/dev/shm"
mount -t tmpfs -o mode=1777 temporary "$1/all/tmp"
mount -t proc proc "$1/all/proc"
ip link set lo up 2>/dev/null || true
# here Python may lie in root's home; the copy opens the way to it, as the guide asks
way=$(readlink -f "$2/.venv/bin/python")
while [ "$way" != / ]; do way=$(dirname "$way"); chmod o+x "$1/all$way"; done
cd "$1/all"
exec chroot . /bin/sh -euc 'cd /opt/ordolux; . /dev/stdin'
"""


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Machine"]:
    """A machine on which nothing is installed yet."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if os.geteuid() != 0 or missing:
        pytest.skip(f"needs root and {', '.join(NEEDED)}")
    folder = tmp_path_factory.mktemp("machine")
    made = Machine(folder)
    if made.run("true").returncode != 0:
        pytest.skip("this machine lets nobody make a copy of its file system")
    yield made
    folder.rmdir()


class Machine:
    """Commands in the copy; each call begins with an untouched one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, commands: str, *, seconds: int = 60) -> "subprocess.CompletedProcess[str]":
        """Carry out commands as root; the copy and all its processes end with them."""
        return subprocess.run(
            [*ALONE, "sh", "-euc", COPY, "copy", self.folder, ROOT],
            input=commands, text=True, capture_output=True, check=False, timeout=seconds,
            env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"},
        )  # fmt: skip


def value(unit: str, name: str) -> list[str]:
    """All values of a key in a unit."""
    return re.findall(rf"^{name}=(.*)$", (UNITS / unit).read_text(), re.MULTILINE)


def starts(unit: str) -> list[str]:
    """Each ``ExecStart`` of a unit as a command of the shell: its user, its settings, its fences."""
    (user,), (group,) = value(unit, "User"), value(unit, "Group")
    (settings,), (mask,) = value(unit, "EnvironmentFile"), value(unit, "UMask")
    assert value(unit, "CapabilityBoundingSet") == [""] and value(unit, "NoNewPrivileges") == ["yes"]
    begin = (
        f"umask {mask}; set -a; . {settings}; set +a; cd {value(unit, 'WorkingDirectory')[0]}; "
        f"exec setpriv --reuid={user} --regid={group} --init-groups --no-new-privs --bounding-set=-all --inh-caps=-all "
        f"env HOME=/var/lib/ordolux "
    )
    return [f"({begin}{shlex.join(shlex.split(command))})" for command in value(unit, "ExecStart")]


def fences(unit: str) -> str:
    """``ProtectSystem=strict``: everything is read-only but the state and what the unit names."""
    assert value(unit, "ProtectSystem") == ["strict"]
    open_to = ["/var/lib/ordolux", *(" ".join(value(unit, "ReadWritePaths")).split())]
    return "".join(f"mount --bind {path} {path}; " for path in open_to)


def test_the_commands_of_the_guide_make_user_folders_and_services(machine: Machine) -> None:
    done = machine.run(block("docs/guide/install.md", "useradd") + """
id -un ordolux
stat -c '%a %U %n' /var/lib/ordolux /srv/ordolux-backups /etc/ordolux/ordolux.env
ls -l /etc/systemd/system/multi-user.target.wants /etc/systemd/system/timers.target.wants | grep -o 'ordolux[^ ]*' | sort -u
""")  # fmt: skip

    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[:4] == [
        "ordolux",
        "750 ordolux /var/lib/ordolux",
        "750 ordolux /srv/ordolux-backups",
        "600 root /etc/ordolux/ordolux.env",
    ]
    assert {"ordolux.service", "ordolux-backup.timer"} <= set(said[4:])


@pytest.mark.skipif(
    not os.environ.get("ORDOLUX_TEST_NODES"), reason="a whole house: part of the long runs (make soak)"
)
def test_what_the_units_start_works_as_their_user_and_writes_nowhere_else(machine: Machine) -> None:
    (house,), (worker,) = starts("ordolux.service"), starts("ordolux-worker@.service")
    backups = starts("ordolux-backup.service")
    ready = (
        "python=/opt/ordolux/.venv/bin/python; for i in $(seq 300); do "
        "$python -c \"import urllib.request as u; u.urlopen('http://localhost:8000/health/ready', timeout=9)\" "
        "2>/dev/null && break; kill -0 $house || break; sleep 1; done; "
    )
    begins = block("docs/guide/install.md", "systemd-run").strip().rpartition(" /opt")
    assert "--uid=ordolux" in begins[0] and value("ordolux.service", "EnvironmentFile")[0] in begins[0]
    begin = house.replace("/opt/ordolux/bin/ordolux run", f"/opt{begins[2]}")
    done = machine.run(
        block("docs/guide/install.md", "useradd")
        + fences("ordolux-backup.service")
        + f"mount -o remount,bind,ro /; touch /etc/x 2>/dev/null && echo open; {house} >/tmp/house 2>&1 & "
        + "house=$!; "
        + ready
        + f"{worker} >/tmp/worker 2>&1 & worker=$!; "
        + f"{begin}; "
        + "; ".join(backups)
        + "; kill -0 $worker; kill $worker; wait $worker || true; kill -TERM $house; wait $house; echo ended $?; "
        + "ps -eo user,args 2>/dev/null | grep -c '[o]rdolux run' || true; cat /tmp/worker >&2; cat /tmp/house",
        seconds=900,
    )

    told = f"{done.stdout}\n{done.stderr}"
    assert done.returncode == 0, told
    assert "open" not in done.stdout.split(), "the rest of the system is read-only"
    assert "/desk/invitation/" in done.stdout and "Traceback" not in told
    assert "ended 0" in done.stdout and re.search(r'"part": "web".*answers after', done.stdout), told
    assert "Read-only file system" not in told and "Permission denied" not in told
