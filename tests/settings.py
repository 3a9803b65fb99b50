"""The settings under test: everything as in a run, with a state folder of the tests' own."""

import os

from ordolux.config.environment import ROOT

# A setting of the developer's shell must not lead the tests to a real database or a real mail server.
for _variable in [name for name in os.environ if name.startswith("ORDOLUX_") and not name.startswith("ORDOLUX_TEST_")]:
    if _variable not in {"ORDOLUX_POSTGRES_BIN", "ORDOLUX_STATE"}:
        del os.environ[_variable]
os.environ.pop("DATABASE_URL", None)
os.environ["ORDOLUX_STATE"] = os.environ.get("ORDOLUX_TEST_STATE", str(ROOT / "var" / "tests"))

from ordolux.config.settings import *  # noqa: E402, F403  # the variables above come first

ALLOWED_HOSTS = ["*"]
# Hashing a password slowly is the hasher's own test, not ours.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
