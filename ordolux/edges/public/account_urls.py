"""Addresses of signing in: of allauth's pages those that this house uses, and no other."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from ordolux.edges.access import View, has_second_factor
from ordolux.edges.public.signing_in import is_ours


class SetUpFactor(ActivateTOTPView):  # type: ignore[misc]  # allauth is not typed
    """Where our own people set up their authenticator app; from then on the session counts as signed in by both."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page to who has no app yet."""
        if Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the secret, and note that this session has proved it."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        self.request.session.cycle_key()
        return response


def ours(view: View) -> View:
    """Open ``view`` to our own people alone: for customers, who have neither password nor app, nothing is there."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_ours(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


def ours_with_both(view: View) -> View:
    """Like ``ours``, and the second factor must have been given."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return view(request, *args, **kwargs)

    return ours(guarded)


urlpatterns: list[URLPattern] = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", ours(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", ours_with_both(account.password_change), name="account_change_password"),
    path("2fa/", login_required(factors.index), name="mfa_index"),
    path("2fa/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", ours(factors.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", ours(SetUpFactor.as_view()), name="mfa_activate_totp"),
    path("2fa/recovery-codes/", ours_with_both(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        ours_with_both(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        ours_with_both(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("sessions/", login_required(sessions.list_usersessions), name="usersessions_list"),
]
