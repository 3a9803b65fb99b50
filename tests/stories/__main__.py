"""``make story``: play both pieces of business from mail to warranty and leave every document in ``out/``."""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from tests.stories.house import ROOT, House
from tests.stories.telling import Broken, Telling


def main() -> int:
    """Play; 1 on the first fact that does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.stories", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out", help="where the documents are left")
    parser.add_argument("--clicks", type=Path, help="play it in Chromium, by clicks; where the pictures go")
    told = parser.parse_args()
    out = told.out.resolve()
    if out.exists():
        shutil.rmtree(out)
    tell = Telling(out)
    house = House(tell)
    from tests.stories.ending import end
    from tests.stories.play import Play

    play = chromium = None
    if told.clicks:
        from tests.walk.clicking import Chromium

        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
            "1"  # the browser's driver keeps an event loop in this thread
        )
        chromium = Chromium(told.clicks.resolve())
        house.visitor = chromium.visitor
    try:
        tell.note(
            "The house starts on a fresh database, in simulation, with the demonstration's people and products."
        )
        house.start()
        tell.note(f"It answers after {time.monotonic() - tell.began:.0f} s.")
        play = Play(house, tell, out)
        play.from_mail_to_warranty()
        end(play)
    except Broken as fault:
        tell.note(f"\nBROKEN: {fault}")
        return 1
    except BaseException:
        tell.note(
            "\nThe story ended by a fault of its own or of the house. What the house said last:\n"
            + house.said()[-3000:]
        )
        raise
    finally:
        (out / "house.log").parent.mkdir(parents=True, exist_ok=True)
        (out / "house.log").write_text(house.said())
        tell.write()
        house.stop()
        if chromium is not None:
            chromium.close()
    if chromium is not None and chromium.faults:
        tell.note("\nBROKEN: scripts failed on pages: " + "; ".join(chromium.faults))
        return 1
    tell.note(
        f"\nThe story holds: {tell.facts} facts in {time.monotonic() - tell.began:.0f} s. Documents: {out}"
    )
    tell.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
