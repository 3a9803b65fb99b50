"""The settings under which the lived-in company lives its months: the tests' database and files, a clock of its own."""

import os
from pathlib import Path

from tests.settings_of_site import *  # noqa: F403

ORDOLUX_SIMULATION = True
ORDOLUX_OUTBOX_SECONDS = 0
# the clock's file lies in the state folder; whatever else the tests share (files, secrets) was read before
ORDOLUX_STATE = Path(os.environ["ORDOLUX_TEST_LIFE"])
