"""Signing in: customers by a code that comes by mail, our own people by password and authenticator app.

The machinery is allauth's; this module says what it may do in this house. Codes and second factors run on real time,
also in a simulation, and what was tried how often is counted in the database, for all processes together.
"""

import base64
import hashlib
import logging
import threading
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import ADDRESS_TO_SIGN_IN, has_second_factor
from ordolux.edges.ui.errors import error_page
from ordolux.edges.ui.widgets import Code
from ordolux.foundation import clock
from ordolux.foundation.parties.models import Person

log = logging.getLogger(__name__)

PERIOD_S = 30
# A password that was given less than this ago need not be given again.
FRESH_S = 600


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The rules of this house: nobody signs up, ``next`` stays here, letters are in the reader's language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody lets himself in; people are added by a deed."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether ``url`` leads to a page of this very host."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Our own people without a second factor go and set it up, everybody else to the start page."""
        if is_ours(request.user) and not has_second_factor(request):
            return reverse("mfa_activate_totp")
        return cast("str", super().get_login_redirect_url(request))

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter in the person's language and hand it over beside the request: nobody shall learn from the time
        of the answer whether an address is known."""
        person = Person.objects.filter(email__iexact=email).only("language").first()
        with translation.override(person.language if person else None):
            letter = self.render_mail(
                template_prefix, email, {"request": self.request, "email": email, **context}
            )
        threading.Thread(target=_hand_over, args=(letter,), name="sign-in letter", daemon=True).start()

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just given his password need not repeat it to set up his app and to see his recovery codes."""
        request = context.request
        if request is not None and request.user.is_authenticated:
            given = [
                r["at"]
                for r in get_authentication_records(request, request.user)
                if r["method"] == "password"
            ]
            if given and clock.real_now().timestamp() - given[-1] < FRESH_S:
                return False
        return cast("bool", super().is_reauthentication_required(app=app, **more))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """The rules for second factors: secrets are kept sealed, and our own people cannot do without."""

    def encrypt(self, text: str) -> str:
        """``text`` sealed with a key that is made of the installation's secret."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Nobody: our own people need it and customers have none."""
        return False

    def build_totp_svg(self, url: str) -> str:
        """The QR code of the secret; the page shows it beside the secret in letters."""
        import segno

        return str(segno.make(url, error="m").svg_inline(scale=5, border=4, light="#ffffff"))


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The mail address of a customer. For our own people it does as for an unknown address: no code goes out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("Your mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
        )

    def clean_email(self) -> str:
        """The address in small letters; ``_user`` is the customer who gets the code, if any."""
        self.cleaned_data["email"] = self.cleaned_data["email"].lower()
        email = super().clean_email()
        self._user: Any
        if self._user is not None and is_ours(self._user):
            self._user = None
        return cast("str", email)


class GiveCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Code from the mail"), inputmode="text")


class PasswordForm(LoginForm):  # type: ignore[misc]  # allauth is not typed
    """Mail address and password of our own people; a customer is told what everybody is told who gives a wrong one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("Your mail address"),
            max_length=254,
            initial=self.request.session.get(ADDRESS_TO_SIGN_IN, "") if self.request else "",
            widget=forms.EmailInput({"autocomplete": "username"}),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"), strip=False, max_length=1000,
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )  # fmt: skip

    def clean_login(self) -> str:
        """The address in small letters."""
        return str(self.cleaned_data["login"]).lower()

    def clean(self) -> Any:
        """Refuse a customer like a wrong password."""
        cleaned = super().clean()
        if getattr(self, "user", None) is not None and not is_ours(self.user):
            raise Accounts(self.request).validation_error("email_password_mismatch")
        return cleaned


class FactorForm(AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The six digits of the authenticator app, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Six digits of your authenticator app, or a recovery code"))


class FactorAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The same, asked again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Six digits of your authenticator app, or a recovery code"))


class FirstFactorForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is not typed
    """The first six digits, which prove that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Six digits of your authenticator app"))


def is_ours(user: Any) -> bool:
    """Whether somebody who signs in is one of our own people (everybody without a company)."""
    return isinstance(user, Person) and user.company_id is None


def give_second_factor(person: Person, secret: str) -> None:
    """Set up an authenticator app for ``person`` with this secret (base32): for the demonstration and for tests.

    People set up their own on the page to which they are led after their first sign-in.
    """
    Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(person, secret)


def demonstration_secret(email: str) -> str:
    """The secret of somebody's authenticator app in the demonstration: made of the address, so known to everybody."""
    return base64.b32encode(hashlib.sha1(f"ordolux demonstration {email.lower()}".encode()).digest()).decode()  # noqa: S324 - no secret


def code_now(secret: str, *, steps: int = 0) -> str:
    """What an authenticator app with ``secret`` shows at this moment of real time (RFC 6238: SHA-1, 30 s, six digits).

    ``steps`` asks for the code of a period before (-1) or after (+1), which are taken too; each code is taken once.
    """
    counter = int(clock.real_now().timestamp()) // PERIOD_S + steps
    return str(format_hotp_value(hotp_value(secret, counter)))


def too_often(request: HttpRequest) -> HttpResponse:
    """The page for somebody who asked too often."""
    return error_page(request, 429)


def _code_field(label: Any, inputmode: str = "text") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=40, widget=Code({"inputmode": inputmode, "autofocus": True})
    )


def _hand_over(letter: EmailMessage) -> None:
    try:
        letter.send()
    except OSError as fault:  # smtplib's errors are OSErrors too
        log.error("a sign-in letter could not be sent: %s", fault)


def _seal() -> Fernet:
    key = hashlib.scrypt(settings.SECRET_KEY.encode(), salt=b"ordolux second factor", n=2, r=8, p=1, dklen=32)
    return Fernet(base64.urlsafe_b64encode(key))
