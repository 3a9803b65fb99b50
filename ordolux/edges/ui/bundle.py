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
            "portal",
            "print",
        )
    )
)
SCRIPTS: tuple[str, ...] = tuple(
    f"ui/{name}.js" for name in ("forms", "dialogs", "clocks", "copy", "signature", "keys", "live")
)
BUILT: dict[Sequence[str], str] = {STYLES: "ui/built/ordolux.css", SCRIPTS: "ui/built/ordolux.js"}


@cache
def _is_built(name: str) -> bool:
    return (FOLDER / name).is_file()


def bundled(names: Sequence[str]) -> Sequence[str]:
    """Return the joined file that set-up built; while developing, or where nothing was built, each file for
    itself.
    """
    joined = BUILT[names]
    return names if settings.DEBUG or not _is_built(joined) else (joined,)
