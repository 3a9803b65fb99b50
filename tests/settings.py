"""The settings under test: everything as in a run, with a state folder of the tests' own."""

import hashlib
import os
import shutil
from pathlib import Path

from ordolux.config.environment import ROOT

# A setting of the developer's shell must not lead the tests to a real database or a real mail server.
for _variable in [
    name for name in os.environ if name.startswith("ORDOLUX_") and not name.startswith("ORDOLUX_TEST_")
]:
    if _variable not in {"ORDOLUX_POSTGRES_BIN", "ORDOLUX_STATE"}:
        del os.environ[_variable]
os.environ.pop("DATABASE_URL", None)


def _state() -> Path:
    """Memory where there is plenty (each live test copies a database), else a folder beside the run's."""
    memory = Path("/dev/shm")
    usual = ROOT / "var" / "tests"
    if not memory.is_dir() or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < 3 * 2**30:
        return usual
    folder = memory / f"ordolux-tests-{os.geteuid()}-{hashlib.sha256(bytes(ROOT)).hexdigest()[:12]}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder if folder.lstat().st_uid == os.geteuid() and not folder.is_symlink() else usual


os.environ["ORDOLUX_STATE"] = os.environ.get("ORDOLUX_TEST_STATE") or str(_state())

from ordolux.config.settings import *  # noqa: E402, F403  # the variables above come first
from ordolux.foundation import watching  # noqa: E402

watching.keep_in(None)  # counting is its own test
ALLOWED_HOSTS = ["*"]
# Hashing a password slowly is the hasher's own test, not ours.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
