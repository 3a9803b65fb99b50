"""The handbook as a site of files: whole, without strangers, found by search, read on a phone and in the dark."""

import importlib.util
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html

from ordolux.config.environment import ROOT
from ordolux.edges.search.handbook import FOLDER, _read


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    spec = importlib.util.spec_from_file_location("build_handbook", ROOT / "setup" / "build_handbook.py")
    assert spec is not None and spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    out = tmp_path_factory.mktemp("handbook")
    builder.build(out)
    return out


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "index.html")


def test_every_link_picture_and_script_of_the_site_is_there(site):
    broken = []
    anchors = {path: set(html.parse(path).xpath("//@id")) for path in pages_of(site)}
    assert len(anchors) > 50
    for path in anchors:
        for target in html.parse(path).xpath("//a/@href | //img/@src | //link/@href | //script/@src"):
            if re.match(r"(https?|mailto):", target):
                continue
            file, anchor = urldefrag(unquote(target))
            there = (path.parent / file).resolve() if file else path
            if not there.is_file() or (anchor and there in anchors and anchor not in anchors[there]):
                broken.append((path.relative_to(site), target))

    assert broken == []


def test_nothing_is_fetched_from_elsewhere(site):
    for path in pages_of(site):
        tree = html.parse(path)
        assert [src for src in tree.xpath("//@src | //link/@href") if re.match(r"(https?:)?//", src)] == []
        assert tree.xpath("//style | //*[@onclick] | //script[not(@src)]") == []
    assert "http" not in (site / "handbook.css").read_text() + (site / "handbook.js").read_text()


def test_each_page_says_its_language_and_leads_to_the_other(site):
    sales = html.parse(site / "docs" / "handbook" / "sales.html")
    assert sales.xpath("/html/@lang") == ["en"]
    assert sales.xpath("//a[@class='other']/@href") == ["zh/sales.html"]
    chinese = html.parse(site / "docs" / "handbook" / "zh" / "sales.html")
    assert chinese.xpath("/html/@lang") == ["zh-Hans"]
    assert chinese.xpath("//a[@class='other']/@href") == ["../sales.html"]
    for language, least in (("en", 150), ("zh", 40)):
        rows = json.loads((site / f"index-{language}.js").read_text().split(" = ", 1)[1].rstrip(";\n"))
        assert len(rows) >= least
        assert all((site / url.split("#")[0]).is_file() for _, _, url, _ in rows)


def test_in_the_product_the_handbook_shows_no_picture_that_is_not_served():
    for path in FOLDER.rglob("*.md"):
        assert "<img" not in _read(path.stem, path, path.stat().st_mtime_ns).html


def test_it_is_searched_by_keys_and_read_on_a_phone_in_the_dark(site, page):
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto((site / "docs" / "guide" / "README.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("synchronous replica")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "guide/nodes.html" in url)
    assert page.locator("h1").inner_text() == "Database and several nodes"

    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("guide/backup.html", "handbook/zh/sales.html", "rights.html"):
        page.goto((site / "docs" / path).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert not page.locator(".rail nav").is_visible()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(20, 23, 28)"
    page.locator("summary").click()
    assert page.locator(".rail nav").is_visible()

    page.emulate_media(media="print", color_scheme="light")
    assert not page.locator("header").is_visible()
    assert faults == []
