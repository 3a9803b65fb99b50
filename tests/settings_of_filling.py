"""The settings under which the demonstration company is filled: the tests' database and files, the real clock."""

import os
from pathlib import Path

from tests.settings_of_site import *  # noqa: F403

ORDOLUX_SIMULATION = False
ORDOLUX_OUTBOX_SECONDS = 0
# progress and clock lie in the state folder; whatever else the tests share (files, secrets) was read before
ORDOLUX_STATE = Path(os.environ["ORDOLUX_TEST_LIFE"])
