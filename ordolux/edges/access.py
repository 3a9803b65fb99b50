"""Who may open which page: every view says it with one of the decorators of this module, or does not work at all.

``@public``, ``@signed_in``, ``@staff(…)``, ``@customer(…)`` and ``@by_link(…)`` leave an ``Access`` on the view;
``AccessMiddleware`` refuses a view without one, and a test walks all URLs against it. A view finds records by
``request.find`` alone, which answers 404 for a foreign record exactly as for a missing one.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Any, cast, overload
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.translation import gettext

from ordolux.edges.ui.errors import error_page
from ordolux.edges.ui.sentences import role_names, told
from ordolux.foundation import clock
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.deeds import ChangedMeanwhile, Deed, NotFound, NotPermitted
from ordolux.foundation.links import LinkEnded, open_link
from ordolux.foundation.links.models import Link
from ordolux.rules.refusal import Refusal

View = Callable[..., HttpResponseBase]
# in the session: the address of somebody who has just chosen a password; he need not type what he never saw
ADDRESS_TO_SIGN_IN = "address_to_sign_in"


class Kind(StrEnum):
    """How a page is protected."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    STAFF = "staff"
    CUSTOMER = "customer"
    LINK = "link"
    TOKEN = "token"  # noqa: S105 - the name of a kind of access, no secret


@dataclass(frozen=True, slots=True)
class Access:
    """The rule of one view: kind, the roles of which one is needed, the methods, and the record that its URL names."""

    kind: Kind
    roles: frozenset[Role] = frozenset()
    methods: tuple[str, ...] = ("GET", "HEAD")
    finds: type[models.Model] | None = None
    purpose: str = ""

    def lets_in(self, actor: Actor) -> bool:
        """Whether ``actor`` may open the page at all; which records he sees there is ``visible_to``'s answer."""
        match self.kind:
            case Kind.PUBLIC | Kind.LINK:
                return True
            case Kind.SIGNED_IN:
                return actor.is_staff or actor.is_customer
            case _:
                return actor.has_any(self.roles)


class Request(HttpRequest):
    """What our views get: Django's request with the actor, the moment, and the ways to find and to do."""

    actor: Actor
    at: datetime
    link: Link
    find: Callable[..., Any]
    do: Callable[..., Any]


class ActorMiddleware:
    """Gives the request its actor and its moment, turns refusals into answers, and refuses undeclared views."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Set ``actor``, ``at``, ``find`` and ``do`` on the request."""
        request.at = clock.now()
        request.actor = actor_of(request)
        request.find = lambda model, number, **fields: find(request, model, number, **fields)
        request.do = lambda deed, *record, **said: do(request, deed, *record, **said)
        user = request.user
        with timezone.override(user.zone if user.is_authenticated else None):
            return self.get_response(request)

    def process_view(self, request: Request, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse a view that does not say who may open it; third-party views are declared in ``edges/declared.py``."""
        from ordolux.edges.declared import declared

        if _holds_nul(request):
            raise BadRequest("a NUL character")  # no text column can hold it
        if access_of(view) is None and not declared(request):
            raise RuntimeError(f"{view.__module__}.{view.__name__} does not say who may open it")
        return None

    def process_exception(self, request: Request, fault: Exception) -> HttpResponse | None:
        """Answer a refusal that the view did not answer itself."""
        if not isinstance(fault, Refusal):
            return None
        sentence = told(fault)
        match fault:
            case NotFound():
                return error_page(request, 404)
            case NotPermitted():
                return error_page(request, 403, sentence)
            case ChangedMeanwhile():
                return error_page(request, 409, sentence)
            case LinkEnded():
                return error_page(request, 410, sentence)
        messages.error(request, sentence)
        return HttpResponseRedirect(page_before(request))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. One of our own people who gave his password but not yet his second factor is a visitor still."""
    user = request.user
    if not user.is_authenticated:
        return Actor.visitor()
    actor: Actor = user.actor()
    return actor if actor.company_id is not None or has_second_factor(request) else Actor.visitor()


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the second factor was given in this session; the session itself tells, without another question."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def access_of(view: View) -> Access | None:
    """The rule that a view declares, if it does."""
    return cast("Access | None", getattr(view, "access", None))


@overload
def public(view: View) -> View: ...
@overload
def public(*, methods: str = ...) -> Callable[[View], View]: ...
def public(view: View | None = None, *, methods: str = "GET") -> View | Callable[[View], View]:
    """Anybody may open this page."""
    made = _declare(Access(Kind.PUBLIC, methods=_methods(methods)))
    return made(view) if view else made


def signed_in(*, methods: str = "GET", finds: type[models.Model] | None = None) -> Callable[[View], View]:
    """Anybody who has signed in may open this page."""
    return _declare(Access(Kind.SIGNED_IN, STAFF_ROLES | CUSTOMER_ROLES, _methods(methods), finds))


def staff(
    *roles: Role, methods: str = "GET", finds: type[models.Model] | None = None
) -> Callable[[View], View]:
    """Our own people may open this page: those who hold one of ``roles``, or all of them when none is named."""
    return _declare(Access(Kind.STAFF, frozenset(roles) or STAFF_ROLES, _methods(methods), finds))


def customer(
    *roles: Role, methods: str = "GET", finds: type[models.Model] | None = None
) -> Callable[[View], View]:
    """A buyer's people may open this page: those who hold one of ``roles``, or all of them when none is named."""
    return _declare(Access(Kind.CUSTOMER, frozenset(roles) or CUSTOMER_ROLES, _methods(methods), finds))


def by_link(purpose: str, *, methods: str = "GET") -> Callable[[View], View]:
    """Whoever holds a link that was given for ``purpose`` may open this page; the view's first argument is its token,
    and ``request.link`` the link."""
    return _declare(Access(Kind.LINK, methods=_methods(methods), purpose=purpose))


def find(request: Request, model: Any, number: str, **fields: Any) -> Any:
    """The record with this number if the actor may see it. Raises Http404 for a foreign record as for a missing one."""
    found = model.objects.visible_to(request.actor).filter(number=number, **fields).first()
    if found is None:
        raise Http404
    return found


def do(request: Request, deed: Deed[..., Any], *record: Any, **said: Any) -> Any:
    """Do a deed for the person who asks: with his form's key (a second click has no second effect) and the version that
    he saw."""
    seen = request.POST.get("seen", "")
    return deed.once(
        request.POST.get("key", "")[:120], int(seen) if seen.isdecimal() and len(seen) < 18 else None
    )(*record, by=request.actor, at=request.at, **said)


def form_key() -> str:
    """A fresh key for one showing of a form."""
    return secrets.token_urlsafe(18)


def page_before(request: HttpRequest) -> str:
    """The page of ours that the person came from, or the start page."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc == request.get_host() and before.path and request.method == "POST":
        return before.path + (f"?{before.query}" if before.query else "")
    return "/"


def _holds_nul(request: HttpRequest) -> bool:
    given = [request.path, *(value for _, values in request.GET.lists() for value in values)]
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given += [value for _, values in request.POST.lists() for value in values]
    return any("\0" in str(value) for value in given)


def _declare(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if access.kind is Kind.LINK:
                token = kwargs.get("token") or (args[0] if args else "")
                request.link = open_link(access.purpose, str(token), at=request.at)
            elif not access.lets_in(request.actor):
                if not (request.actor.is_staff or request.actor.is_customer):
                    wanted = (
                        request.get_full_path() if request.method in ("GET", "HEAD") else page_before(request)
                    )
                    return redirect_to_login(wanted, _sign_in_page(request, access))
                return error_page(request, 403, gettext("This page is for: {roles}.").format(
                    roles=role_names(access.roles)))  # fmt: skip
            if request.method not in access.methods:
                return HttpResponseNotAllowed(access.methods)
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]  # read by access_of and by the test of all URLs
        return guarded

    return declare


def _sign_in_page(request: HttpRequest, access: Access) -> str:
    """Where somebody goes who may not come in yet: to set up his second factor, or to sign in by password or code."""
    if request.user.is_authenticated:
        return "mfa_activate_totp"
    return "account_request_login_code" if access.kind is Kind.CUSTOMER else settings.LOGIN_URL


def _methods(words: str) -> tuple[str, ...]:
    named = tuple(words.upper().split())
    return (*named, "HEAD") if "GET" in named else named
