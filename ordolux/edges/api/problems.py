"""Refusals and mistakes as problem documents (RFC 9457)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ordolux.edges.ui.sentences import told
from ordolux.edges.uses import TooManyRequests
from ordolux.foundation.deeds import ChangedMeanwhile, KeyUsedForSomethingElse, NotFound, NotPermitted
from ordolux.rules.refusal import Refusal

STATUS: dict[type[Refusal], int] = {
    NotFound: 404,
    NotPermitted: 403,
    ChangedMeanwhile: 409,
    KeyUsedForSomethingElse: 422,
}


def problem(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """A problem document: ``code`` is stable for programs, ``title`` a sentence for people."""
    return JsonResponse(
        {"type": f"about:blank#{code}", "title": title, "status": status, "code": code, **more},
        status=status,
        content_type="application/problem+json",
    )


def answer_problems(api: NinjaAPI) -> None:
    """Let ``api`` answer refusals, invalid input and missing sign-in as problem documents."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
        assert isinstance(refusal, Refusal)
        return problem(STATUS.get(type(refusal), 409), refusal.code, told(refusal))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, fault: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(fault, ValidationError)
        findings = [
            {"where": "/".join(map(str, e.get("loc", ()))), "message": str(e.get("msg", ""))}
            for e in fault.errors
        ]
        return problem(422, "Invalid", gettext("Some of the values cannot be used."), findings=findings)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, fault: AuthenticationError | type[AuthenticationError]) -> HttpResponse:
        if request.path.endswith("/website/inquiries"):
            sentence = gettext("Send the key of a website that may carry our form: X-Site-Key.")
            return problem(401, "SiteKeyUnknown", sentence)
        answer = problem(401, "NotSignedIn", gettext("Send a valid token: Authorization: Bearer …"))
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(TooManyRequests)
    def too_many(request: HttpRequest, fault: TooManyRequests | type[TooManyRequests]) -> HttpResponse:
        assert isinstance(fault, TooManyRequests)
        answer = problem(429, "TooManyRequests", gettext(
            "This key asked too often in this minute; wait {seconds} s."
        ).format(seconds=fault.seconds))  # fmt: skip
        answer["Retry-After"] = str(fault.seconds)
        return answer

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, fault: HttpError | type[HttpError]) -> HttpResponse:
        assert isinstance(fault, HttpError)
        return problem(fault.status_code, "Unreadable", gettext("What was sent cannot be read as JSON."))
