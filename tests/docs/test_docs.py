"""The documentation says what is there: links lead somewhere, commands, deeds, settings and buttons exist, examples run."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

from ordolux.config import command, environment
from ordolux.foundation.actors import Role
from ordolux.foundation.deeds import REGISTER
from ordolux.foundation.parties.models import Firm, Person, Token
from ordolux.rules.sampling import commitment_of, draw_positions

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
HANDBOOK = sorted((ROOT / "docs" / "handbook").glob("*.md"))

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))

LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def code(page: Path) -> str:
    """All code of a page: blocks and spans, one below the other."""
    text = page.read_text(encoding="utf-8")
    return "\n".join([*(found[2] for found in FENCE.finditer(text)), *SPAN.findall(FENCE.sub("", text))])


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as the usual viewers make them."""
    found = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in found}


@cache
def words_of_the_pages() -> str:
    """Everything that our pages may say: templates and the modules that make pages."""
    edges = ROOT / "ordolux"
    files = [*edges.rglob("*.html"), *edges.rglob("*.py")]
    return "\n".join(f.read_text(encoding="utf-8") for f in files if "tests" not in f.parts)


@each_page
def test_every_link_and_picture_leads_to_something_that_exists(page: Path) -> None:
    broken = []
    for target in LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)

    assert broken == []


@each_page
def test_every_command_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    ours = set(re.findall(r"^    ([a-z]+) ", command._parser().format_help(), re.MULTILINE))
    said = code(page)

    assert set(re.findall(r"(?:^|\s)make ([a-z-]+)", said)) <= targets
    assert set(re.findall(r"bin/ordolux ([a-z]+)", said)) <= ours


@each_page
def test_every_setting_that_is_named_exists(page: Path) -> None:
    known = {name for name, _, _ in environment.describe(environment.Environment())} | {"ORDOLUX_FONTS"}

    assert set(re.findall(r"\bORDOLUX_[A-Z_]+\b", page.read_text(encoding="utf-8"))) <= known


@each_page
def test_every_deed_that_is_named_is_in_the_register(page: Path) -> None:
    import ordolux.edges.api.urls  # noqa: F401 - makes the register whole

    nouns = {name.split(".")[0] for name in REGISTER}
    named = {
        s
        for s in SPAN.findall(prose(page))
        if re.fullmatch(r"[a-z_]+\.[a-z_]+", s) and s.split(".")[0] in nouns
    }

    assert named - {name for name in named if name.endswith((".py", ".md"))} <= set(REGISTER)


@each_page
def test_every_address_that_is_named_is_served(page: Path) -> None:
    if page.name == "rights.md":
        pytest.skip("its addresses of the API are held against the code by the tests of the rights")
    unserved = []
    for address in re.findall(r"^(/[a-z0-9/._-]+)$", "\n".join(SPAN.findall(prose(page))), re.MULTILINE):
        if address in {"/live/", "/api/v1/"}:  # the beginnings of addresses
            continue
        if address.startswith(("/opt/", "/etc/", "/srv/", "/var/")):  # folders of a machine
            continue
        try:
            resolve(address)
        except Resolver404:
            unserved.append(address)

    assert unserved == []


@each_page
def test_every_file_of_the_code_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"(?<![\w/])((?:ordolux|tests|docs|setup)/[\w./]+)", code(page))

    assert [name for name in named if not (ROOT / name.rstrip("./")).exists()] == []


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_the_handbook_names_buttons_as_the_pages_do(page: Path) -> None:
    quoted = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", re.sub(r"(?<!\n)\n(?!\n)\s*", " ", prose(page)))
    shown = words_of_the_pages()

    assert [words for words in quoted if words.rstrip("….").strip() not in shown] == []


def test_the_glossary_names_things_of_the_code_that_exist() -> None:
    models = {model.__name__ for model in apps.get_models()}
    source = words_of_the_pages()
    rows = re.findall(
        r"^\| [^|]+ \| [^|]+ \| (`[^|]+) \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    unknown = []
    for name in SPAN.findall("\n".join(rows)):
        is_there = (
            name in models
            or name in REGISTER
            or ("/" in name and (ROOT / name).exists())
            or (name.startswith("Role.") and hasattr(Role, name.removeprefix("Role.")))
            or ("." in name and name.split(".")[0] in models and f"def {name.split('.')[1]}" in source)
            or re.search(rf"^(class {name}\b|{name}\b.*=)", source, re.MULTILINE) is not None
        )
        if not is_there:
            unknown.append(name)

    assert len(rows) > 50
    assert unknown == []


def test_every_decision_is_listed_and_says_what_it_costs() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}

    assert listed >= pages
    for name in pages:
        text = (folder / name).read_text("utf-8")
        assert [
            part for part in ("**Context.**", "**Choice.**", "**What it costs.**") if part not in text
        ] == [], name


@pytest.mark.django_db
def test_the_first_day_of_an_installation_goes_as_the_page_says() -> None:
    given: dict[str, object] = {}
    for language, block in FENCE.findall((ROOT / "docs/operations.md").read_text("utf-8")):
        if language == "python":
            exec(block, given)

    assert Firm.objects.get().legal_name == "Example Lighting Co., Ltd."
    assert Person.objects.get().check_password("a long sentence that nobody guesses")
    assert Token.objects.get().actor().roles == {Role.MANAGER}


def test_the_example_in_the_handbook_repeats_a_real_draw(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/handbook/verify.md").read_text("utf-8")
    (example,) = [block for language, block in FENCE.findall(page) if language == "python"]
    secret = "k" * 43
    example = example.replace(
        'secret, published = "…", "…"', f'secret, published = "{secret}", "{commitment_of(secret)}"'
    )
    exec(example, {})

    assert capsys.readouterr().out.strip() == str(list(draw_positions("B-2026-0001", 300, secret, 30)))
