"""The settings of a site that a test has started as processes of their own."""

import os

from tests import settings as _tests  # noqa: F401  # clears the developer's variables and sets the state folder

for _name in ("DATABASE_NAME", "WEB_PORT", "LIVE_PORT"):
    os.environ[f"ORDOLUX_{_name}"] = os.environ[f"ORDOLUX_TEST_{_name}"]

from ordolux.config import database, environment  # noqa: E402  # read with the variables above
from tests.looks import mirrored  # noqa: E402
from tests.settings import *  # noqa: E402, F403

ENVIRONMENT = environment.read()
DATABASES = {"default": database.django_settings(ENVIRONMENT)}
ORDOLUX_WEB_PORT = ENVIRONMENT.web_port
ORDOLUX_LIVE_PORT = ENVIRONMENT.live_port
ORDOLUX_PUBLIC_URL = f"http://127.0.0.1:{ENVIRONMENT.web_port}"
# a right-to-left language for trials, beside those that people use
LANGUAGES = [*LANGUAGES, (mirrored.CODE, mirrored.NAME)]  # noqa: F405
LOCALE_PATHS = [*LOCALE_PATHS, mirrored.folder(ORDOLUX_STATE)]  # noqa: F405
