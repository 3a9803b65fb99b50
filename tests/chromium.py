"""The browser of the tests: Debian's Chromium without a window, and pictures for people."""

import os
import shutil
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
MISSING = "Chromium is not installed (setup/debian.sh installs it)"
# nobody looks at pictures in CI, and each costs more than the page on it
PICTURES = not os.environ.get("CI") or bool(os.environ.get("ORDOLUX_TEST_PICTURES"))


def program() -> str | None:
    """Where Chromium is; the build that has no window at all, where there is one, takes two thirds of the time."""
    return os.environ.get("ORDOLUX_TEST_CHROMIUM") or next(
        (found for name in PROGRAMS if (found := shutil.which(name))), None
    )


def launch(browser_type: Any, *arguments: str) -> Any:
    """Start it. Raises FileNotFoundError when it is not installed."""
    found = program()
    if found is None:
        raise FileNotFoundError(MISSING)
    return browser_type.launch(
        executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage", *arguments]
    )


def picture(page: Any, path: Path, *, full_page: bool = False) -> None:
    """Keep what is seen for people who look at it later."""
    if PICTURES:
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=full_page)
