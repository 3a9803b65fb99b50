"""Write docs/rights.md: which role may do which deed, read off the register, so that nobody keeps a second list."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rights.md"


def table() -> str:
    """The page: one row for each deed, one column for each role."""
    from ordolux.edges.api.deeds import load_deeds, path_of
    from ordolux.foundation.actors import Role
    from ordolux.foundation.deeds import REGISTER

    load_deeds()
    deeds = sorted((d for d in REGISTER.values() if not d.name.startswith("test.")), key=lambda d: d.name)
    lines = [
        "# Who may do what",
        "",
        "Made by `setup/write_rights.py` from the register of deeds; do not edit it. A test compares it with the register,",
        "and another one tries every deed as every role. `system` is the product itself: reactions, routines, receivers.",
        "A customer's deed reaches the records of his own company only; another company's are as good as missing.",
        "",
        "| deed | what it does | " + " | ".join(role.value for role in Role) + " |",
        "| --- | --- |" + " :-: |" * len(Role),
    ]
    for deed in deeds:
        says = (deed.function.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
        says = " ".join(says.split()).replace("|", "\\|")
        marks = " | ".join("●" if role in deed.roles else "" for role in Role)
        lines.append(f"| `{deed.name}` | {says} | {marks} |")
    lines += ["", "## Routes", "", "Each deed is also a route of the API, `POST` below `/api/v1`:", ""]
    lines += [f"- `{path_of(deed)}`" for deed in deeds]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page; with ``--check`` say only whether it is up to date."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    import django

    django.setup()
    fresh = table()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == fresh:
            return 0
        print("docs/rights.md is not up to date: run .venv/bin/python setup/write_rights.py", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
