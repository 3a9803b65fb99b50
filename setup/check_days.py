"""Check that a day of business is asked of somebody's zone: ``at.date()`` is the day in Greenwich, which in Shenzhen is
yesterday from midnight to eight in the morning. Exit code 1 and one line per finding.
"""

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
IN_GREENWICH = re.compile(r"\bdate\.today\(\)|\bnow\(\)\.date\(\)|(?:\b|_)at\.date\(\)")
KNOWN = {
    # how many acknowledgements an address gets in a day: any day will do, the query beside it counts in the same
    "ordolux/edges/letters/website.py",
    # the demonstration begins with days of papers that are months away
    "ordolux/process/demonstration/beginning.py",
    # moments there are told in the local time of their event
    "ordolux/rules/tracking.py",
}


def findings() -> list[str]:
    """Each place that takes the day in Greenwich for ours."""
    found = []
    for part in ("ordolux", "tests"):
        for path in sorted((PROJECT / part).rglob("*.py")):
            name = str(path.relative_to(PROJECT))
            if name in KNOWN:
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if IN_GREENWICH.search(line):
                    found.append(
                        f"{name}:{number}: the day in Greenwich; ask our_day, day_at or localdate: {line.strip()}"
                    )
    return found


if __name__ == "__main__":
    said = findings()
    print("\n".join(said))
    sys.exit(bool(said))
