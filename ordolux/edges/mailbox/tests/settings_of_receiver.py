"""The settings of a receiver that a test has started as a process of its own."""

import os

from tests.settings_of_site import *  # noqa: F403 - the settings of a site, with another port

ORDOLUX_SMTP_PORT = int(os.environ["ORDOLUX_TEST_SMTP_PORT"])
