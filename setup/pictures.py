"""Pictures of all pages: ``make pictures`` leaves them in ``out/pictures`` with an index, for people to look at.

The lived-in company of the tests is shown, each page to the one who works with it: light and dark, on a desk's screen and on a
phone, in English and in Chinese. ``make pictures ARGS="--pages portal:.* --looks light-desktop-en,dark-phone-zh"`` takes fewer.
"""

import argparse
import html
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps an event loop in this thread

SCREENS = {"desktop": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
LOOKS = [
    f"{scheme}-{screen}-{tongue}"
    for scheme in ("light", "dark")
    for screen in SCREENS
    for tongue in LANGUAGES
]
TALLEST = 6000


def main() -> int:
    """Take the pictures; 1 when a page does not answer."""
    parser = argparse.ArgumentParser(prog="setup/pictures.py", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "pictures")
    parser.add_argument("--pages", default=".*", help="names of patterns, a regular expression")
    parser.add_argument("--looks", default=",".join(LOOKS), help="some of " + ", ".join(LOOKS))
    told = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings

    from conftest import _connect_to, _site_on, _site_parent
    from ordolux.config import database
    from tests.databases import Databases, shared_server

    with shared_server(database.server_of(settings.ENVIRONMENT)) as server:
        databases = Databases(server)
        databases.prepare()
        name = databases.clone(databases.lived_in())
        try:
            _connect_to(name)
            with (
                tempfile.TemporaryDirectory() as folder,
                _site_parent(settings.ORDOLUX_STATE) as parent,
                _site_on(parent, name, Path(folder) / "site.log") as site,
            ):
                failed = take(told.out, site.url, told.pages, told.looks.split(","))
            _connect_to("postgres")
        finally:
            databases.drop(name)
    print(f"{told.out}/index.html")
    for one in failed:
        print(f"does not answer: {one}")
    return 1 if failed else 0


def take(out: Path, url: str, pages: str, looks: list[str]) -> list[str]:
    """Take every picture and write the index; returns what did not answer."""
    from playwright.sync_api import sync_playwright

    from tests import chromium
    from tests.looks.pages import Company
    from tests.looks.test_looks import is_a_page

    company = Company()
    visits = [v for v in company.visits() if re.fullmatch(pages, v.name) and is_a_page(company, v)]
    chosen: dict[Any, Any] = {}
    for visit in visits:
        everybody = visit.role if visit.name in ("desk:today", "portal:home") else None
        chosen.setdefault((visit.name, everybody), visit)
    out.mkdir(parents=True, exist_ok=True)
    failed: list[str] = []
    rows: list[tuple[str, list[str]]] = []
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright.chromium)
        for visit in chosen.values():
            title = re.sub(r"[^a-z0-9]+", "-", f"{visit.name}-{visit.role or 'anybody'}".lower())
            files = []
            for look in looks:
                scheme, screen, tongue = look.split("-")
                context = browser.new_context(
                    viewport=SCREENS[screen], base_url=url, locale="en-GB", color_scheme=scheme, reduced_motion="reduce",
                )  # fmt: skip
                cookies = [{"name": "django_language", "value": LANGUAGES[tongue], "url": url}]
                if visit.role is not None:
                    session = company.client(visit.role).cookies["sessionid"].value
                    cookies.append({"name": "sessionid", "value": session, "url": url})
                context.add_cookies(cookies)
                page = context.new_page()
                answer = page.goto(visit.path)
                if answer is None or answer.status != 200:
                    failed.append(f"{visit} ({look})")
                file = f"{title}-{look}.png"
                height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                page.screenshot(path=out / file, full_page=height < TALLEST)
                files.append(file)
                context.close()
            rows.append((str(visit), files))
        browser.close()
    (out / "index.html").write_text(index(rows))
    return failed


def index(rows: list[tuple[str, list[str]]]) -> str:
    """All pictures on one page, a row for each page of the house."""
    body = "".join(
        f"<h2>{html.escape(title)}</h2><p>"
        + "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>' for file in files)
        for title, files in rows
    )
    return (
        '<!doctype html><meta charset="utf-8"><title>Pictures of all pages</title>'
        "<style>body{font:14px sans-serif;background:#888}img{max-width:300px;max-height:420px;margin:4px;"
        "vertical-align:top;object-fit:cover;object-position:top}h2{font-size:15px;margin:12px 4px 2px}</style>"
        + body
    )


if __name__ == "__main__":
    sys.exit(main())
