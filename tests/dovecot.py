"""A real IMAP server for tests: Debian's Dovecot as an unprivileged process of its own in a temporary folder."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

PROGRAM: Final = next(
    (p for p in (shutil.which("dovecot"), "/usr/sbin/dovecot") if p and Path(p).exists()), None
)
MISSING: Final = "Dovecot is missing: install Debian's dovecot-imapd"
PASSWORD: Final = 'four lamps "quoted" and a \\ ladder'  # of a test

_CONFIGURATION: Final = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
ssl = {ssl}
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain
imap_idle_notify_interval = 5 secs
{capability}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """One server with any number of users, who all have the password ``PASSWORD``; ``stop`` and ``start`` are a restart."""

    def __init__(self, *users: str, idle: bool = True) -> None:
        assert PROGRAM is not None, MISSING
        self.folder = Path(tempfile.mkdtemp(prefix="ordolux-dovecot-"))
        self.users = users or ("sales",)
        self.port, self.tls_port = _free_port(), _free_port()
        self.owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.process: subprocess.Popen[bytes] | None = None
        group = "nogroup" if os.geteuid() == 0 else str(self.owner.pw_gid)
        self._certificate()
        (self.folder / "run").mkdir()
        (self.folder / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in self.users))
        capability = "" if idle else "imap_capability = IMAP4rev1 LITERAL+\n"
        (self.folder / "dovecot.conf").write_text(
            _CONFIGURATION.format(
                folder=self.folder, user=self.owner.pw_name, group=group, uid=self.owner.pw_uid, ssl="yes",
                gid=self.owner.pw_gid, port=self.port, tls_port=self.tls_port, capability=capability,
            )
        )  # fmt: skip
        for user in self.users:
            for part in ("cur", "new", "tmp"):
                (self.folder / "mail" / user / part).mkdir(parents=True)
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)
        self._count = 0

    def start(self) -> None:
        """Start the server and wait until it answers."""
        who = (
            {}
            if os.geteuid() != 0
            else {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        )
        self.process = subprocess.Popen(
            [str(PROGRAM), "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, **who,
        )  # fmt: skip
        until = time.monotonic() + 20
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                if line.recv(4) == b"* OK":
                    return
            time.sleep(0.05)
        self.stop()
        said = self.process.stdout.read().decode() if self.process.stdout else ""
        log = (self.folder / "log").read_text() if (self.folder / "log").exists() else ""
        raise AssertionError(f"Dovecot did not start: {said}\n{log}")

    def stop(self) -> None:
        """Stop the server with everything it started; connections break off."""
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(5)

    def remove(self) -> None:
        """Stop the server and take its folder away."""
        self.stop()
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def hang_up(self) -> None:
        """Break off every connection that is open, while the server goes on."""
        for process in Path("/proc").iterdir():
            if process.name.isdecimal():
                with suppress(OSError):
                    is_ours = os.getpgid(int(process.name)) == self.process.pid if self.process else False
                    if is_ours and (process / "comm").read_text().strip() in ("imap", "imap-login"):
                        os.kill(int(process.name), signal.SIGKILL)

    def deliver(self, raw: bytes, user: str = "sales") -> Path:
        """Put a mail into a user's inbox, as a delivery agent does: written beside, then renamed."""
        self._count += 1
        name = f"{int(time.time())}.M{self._count:06d}P{os.getpid()}.test"
        box = self.folder / "mail" / user
        beside = box / "tmp" / name
        beside.write_bytes(raw)
        if os.geteuid() == 0:
            os.chown(beside, self.owner.pw_uid, self.owner.pw_gid)
        return beside.rename(box / "new" / name)

    def number_anew(self, user: str = "sales") -> None:
        """Change the UIDVALIDITY of an inbox and with it every UID, as a server does that was restored from a backup."""
        box = self.folder / "mail" / user
        for index in box.glob("dovecot.index*"):
            index.unlink()
        uids = box / "dovecot-uidlist"
        head = uids.read_text().split("\n", 1)[0]
        changed = re.sub(r"V(\d+)", lambda m: f"V{int(m[1]) + 1}", re.sub(r"N\d+", "N5", head))
        uids.write_text(changed + "\n")

    def _certificate(self) -> None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "certificate.pem"), "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
            check=True, capture_output=True,
        )  # fmt: skip


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
