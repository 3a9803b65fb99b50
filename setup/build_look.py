"""Make what the pages need beside the sources: Inter's files from the npm package, one style sheet, one
script.

Run it again at any time; a file that is right already is left as it is. The results are not committed.
"""

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from ordolux.edges.ui.bundle import BUILT, FOLDER  # noqa: E402  # the project must be on the path first

INTER = PROJECT / "node_modules" / "@fontsource-variable" / "inter"
FONTS = ("inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2")


def put(path: Path, content: bytes) -> bool:
    """Write the file unless it holds this content already; tell whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        path.touch()
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def build() -> list[Path]:
    """Build everything; return the files that changed."""
    changed: list[Path] = []
    if not INTER.is_dir():
        raise SystemExit("The font Inter is missing: run npm ci --ignore-scripts (make setup does).")
    copies = [(INTER / "files" / name, FOLDER / "ui" / "fonts" / name) for name in FONTS]
    copies.append((INTER / "LICENSE", FOLDER / "ui" / "fonts" / "LICENSE.txt"))
    for source, target in copies:
        if put(target, source.read_bytes()):
            changed.append(target)
    for names, joined in BUILT.items():
        text = "".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
        # the joined file lies one folder deeper than its parts
        text = text.replace('url("fonts/', 'url("../fonts/')
        if put(FOLDER / joined, text.encode()):
            changed.append(FOLDER / joined)
    return changed


if __name__ == "__main__":
    for path in build():
        print(f"built {path.relative_to(PROJECT)}")
