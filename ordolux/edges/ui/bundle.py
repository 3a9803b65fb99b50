"""Which style sheets and scripts there are, in the one order in which they are joined."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER = Path(__file__).parent / "static"

STYLES: tuple[str, ...] = tuple(
    f"ui/{name}.css"
    for name in (
        (
            "tokens",
            "base",
            "frame",
            "controls",
            "signals",
            "lists",
            "surfaces",
            "story",
            "pictures",
            "desk",
            "sales",
            "portal",
            "talk",
            "palette",
            "small",
            "print",
        )
    )
)
SCRIPTS: tuple[str, ...] = tuple(
    f"ui/{name}.js"
    for name in ("forms", "dialogs", "clocks", "copy", "signature", "palette", "keys", "chat", "live", "kept")
)
BUILT: dict[Sequence[str], str] = {STYLES: "ui/built/ordolux.css", SCRIPTS: "ui/built/ordolux.js"}


@cache
def _is_fresh(names: Sequence[str]) -> bool:
    """Whether set-up joined these files and none was changed since."""
    joined = FOLDER / BUILT[names]
    if not joined.is_file():
        return False
    return joined.stat().st_mtime >= max((FOLDER / name).stat().st_mtime for name in names)


def bundled(names: Sequence[str]) -> Sequence[str]:
    """Return the joined file that set-up built; while developing, or where it is missing or old, each file."""
    return names if settings.DEBUG or not _is_fresh(names) else (BUILT[names],)
