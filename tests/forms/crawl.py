"""Every form of every page, as it stands there for the one who may use it."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml import html

from ordolux.foundation.actors import Role
from tests.forms.nasty import HIDDEN, NOT_OFFERED, TEXTS, WHOLE, Try, files
from tests.looks.pages import Company, Visit, route_of


@dataclass(frozen=True)
class Form:
    """A form: where it stands, where it goes, and what its fields hold when nobody touches them."""

    page: str
    role: Role | None
    method: str
    action: str
    route: str
    filled: tuple[tuple[str, str], ...]
    kinds: dict[str, str] = field(hash=False)

    def tries(self) -> list[Try]:
        """Every field with every value that it should not have."""
        made = []
        for name, kind in self.kinds.items():
            if name == "csrfmiddlewaretoken":
                continue
            values: tuple[Any, ...] = TEXTS
            if kind == "file":
                values = files()
            elif kind == "choice":
                values = NOT_OFFERED
            elif kind == "hidden":
                values = HIDDEN
            made += [Try(name, value) for value in (*values, *WHOLE)]
        return made

    def data(self, one: Try) -> dict[str, Any]:
        """What is sent: the form as it stands, and this one field otherwise."""
        sent: dict[str, Any] = {}
        for name, value in self.filled:
            sent.setdefault(name, []).append(value)
        if one.value is WHOLE[0]:
            sent.pop(one.field, None)
        elif one.value is WHOLE[1]:
            sent[one.field] = [*sent.get(one.field, ["1"]), "second", "😀"]
        else:
            if hasattr(one.value, "seek"):
                one.value.seek(0)  # an upload that was sent before is read again
            sent[one.field] = [one.value]
        return sent


def forms(company: Company, visits: list[Visit]) -> list[Form]:
    """The forms on all these pages; a form that stands on several pages for one role counts once."""
    found: dict[tuple[str, Role | None, tuple[str, ...]], Form] = {}
    for visit in visits:
        _, content = company.page(visit.role, visit.path)
        for form in forms_on(content, visit) if content else ():
            found.setdefault((form.route, form.role, tuple(sorted(form.kinds))), form)
    return list(found.values())


def forms_on(content: bytes, visit: Visit) -> list[Form]:
    """The forms of one page."""
    tree = html.fromstring(content)
    made = []
    for one in tree.iter("form"):
        action = urljoin(visit.path, (one.get("action") or visit.path).split("#")[0]).split("?")[0]
        route = route_of(action)
        if route is None or action.startswith("//"):
            continue
        controls = one.xpath(".//input|.//select|.//textarea|.//button[@name]")
        if one.get("id"):
            controls += tree.xpath(f"//*[@form='{one.get('id')}'][self::input|self::select|self::textarea]")
        filled: list[tuple[str, str]] = []
        kinds: dict[str, str] = {}
        for control in controls:
            name = control.get("name")
            if name and control.get("disabled") is None:
                kinds[name] = kind_of(control)
                filled += [(name, value) for value in values_of(control)]
        method = (one.get("method") or "get").lower()
        if kinds and method in ("get", "post"):
            made.append(Form(visit.path, visit.role, method, action, route, tuple(filled), kinds))
    return made


def kind_of(control: Any) -> str:
    """What sort of value the control takes."""
    kind = (control.get("type") or "text").lower()
    if control.tag == "select" or kind in ("radio", "checkbox", "submit") or control.tag == "button":
        return "choice"
    return kind if kind in ("file", "hidden") and control.tag == "input" else "text"


def values_of(control: Any) -> list[str]:
    """What a browser would send for an untouched control; an empty required text gets a harmless word."""
    kind = (control.get("type") or "text").lower()
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        if control.get("required") is not None and chosen and not chosen[0].get("value", "x"):
            chosen = options[1:2]
        return [o.get("value") if o.get("value") is not None else (o.text or "").strip() for o in chosen]
    if control.tag == "button" or kind in ("file", "submit", "button", "image", "reset"):
        return []
    if kind in ("checkbox", "radio"):
        ticked = control.get("checked") is not None or (
            kind == "checkbox" and control.get("required") is not None
        )
        return [control.get("value") or "on"] if ticked else []
    value = (control.text or "") if control.tag == "textarea" else control.get("value") or ""
    if not value and kind != "hidden":
        value = {"number": control.get("min") or "1", "date": "2026-11-20", "datetime-local": "2026-11-20T10:00",
                 "email": "somebody@nordlicht.example", "time": "10:00"}.get(kind, "A word")  # fmt: skip
    return [value]
