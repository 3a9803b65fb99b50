"""The handbook's pictures: ``make handbook-pictures`` takes them from a demonstration that runs (``make run``).

Each page is opened by the one who works with it, who signs in as a person does. The pictures go to
``docs/handbook/pictures``, with few colours, so that they stay small; ``ORDOLUX_STATE`` names the folder of the run.
"""

import argparse
import io
import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "ordolux.config.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps an event loop in this thread

# the picture, who looks, and the page by its name
PICTURES = (
    ("sales", "mei", "desk:today"),
    ("engineer", "han", "desk:today"),
    ("marketing", "ma", "desk:promotion"),
    ("finance", "zhou", "desk:today"),
    ("purchasing", "gao", "desk:shortages"),
    ("planner", "chen", "desk:production"),
    ("inspector", "lin", "desk:quality"),
    ("logistics", "wei", "desk:shipping"),
    ("support", "ling", "desk:support"),
    ("manager", "tang", "desk:today"),
    ("administrator", "adele", "desk:health"),
    ("customer", "anna", "portal:home"),
    ("website", "", "public:products"),
    ("verify", "", "public:verify"),
)
LANGUAGES = {"": "en", "-zh": "zh-hans"}
SCREEN = {"width": 1200, "height": 800}
COLOURS = 64


def main() -> int:
    """Take every picture; 1 when a page does not answer as it should."""
    parser = argparse.ArgumentParser(prog="setup/handbook_pictures.py", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000", help="the demonstration's address")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "handbook" / "pictures")
    parser.add_argument("--only", default="", help="names of pictures, by comma")
    told = parser.parse_args()

    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests import chromium

    only = set(filter(None, told.only.split(",")))
    chosen = [row for row in PICTURES if not only or row[0] in only]
    told.out.mkdir(parents=True, exist_ok=True)
    wrong = []
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright.chromium)
        for who in dict.fromkeys(row[1] for row in chosen):
            context = browser.new_context(
                viewport=SCREEN,
                base_url=told.url,
                locale="en-GB",
                color_scheme="light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            if who:
                _sign_in(page, who)
            for name, _, address in [row for row in chosen if row[1] == who]:
                for ending, language in LANGUAGES.items():
                    context.add_cookies([{"name": "django_language", "value": language, "url": told.url}])
                    wrong += _take(page, address, told.out / f"{name}{ending}.png")
            context.close()
        browser.close()
    for one in wrong:
        print(one)
    return 1 if wrong else 0


def _take(page: Any, address: str, target: Path) -> list[str]:
    from django.urls import reverse
    from PIL import Image

    path = reverse(address)
    answer = page.goto(path)
    if answer is None or answer.status != 200 or "/account/" in page.url:
        return [f"{path} does not answer as it should ({page.url})"]
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(target)
    return []


def _sign_in(page: Any, who: str) -> None:
    """As the person does: our own people by password and second factor, customers by the code that comes by mail."""
    from django.conf import settings
    from django.urls import reverse

    from ordolux.edges.public.signing_in import code_now, demonstration_secret
    from ordolux.process.demonstration import PASSWORD

    if who == "anna":
        before = time.time()
        page.goto(reverse("account_request_login_code"))
        page.fill("input[name=email]", "anna@nordlicht.example")
        page.press("input[name=email]", "Enter")
        page.wait_for_selector("input[name=code]")
        page.fill("input[name=code]", _code_from_post_box(before))
        page.press("input[name=code]", "Enter")
    else:
        email = f"{who}@{settings.ORDOLUX_MAIL_DOMAIN}"
        page.goto(reverse("account_login"))
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_selector("input[name=code]")
        page.fill("input[name=code]", code_now(demonstration_secret(email)))
        page.press("input[name=code]", "Enter")
    page.wait_for_url(lambda url: "/account/" not in url)


def _code_from_post_box(since: float) -> str:
    import re

    from django.conf import settings

    folder = Path(settings.ORDOLUX_OUTGOING)
    for _ in range(100):
        fresh = [path for path in folder.glob("*.eml") if path.stat().st_mtime >= since - 1]
        for path in sorted(fresh, key=lambda each: each.stat().st_mtime, reverse=True):
            found = re.search(
                r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", path.read_text(errors="replace"), re.MULTILINE
            )
            if found:
                return found[1]
        time.sleep(0.2)
    raise RuntimeError(f"no code came to {folder}")


if __name__ == "__main__":
    sys.exit(main())
