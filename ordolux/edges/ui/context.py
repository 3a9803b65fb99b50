"""What every page knows about its look: theme, language, direction, the person and the place it stands at."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, get_language_bidi

from ordolux.foundation.actors import Actor

THEMES = ("system", "light", "dark")
THEME_COOKIE = "look"
_TAGS = {"zh-hans": "zh-Hans"}


def chosen_theme(request: HttpRequest) -> str:
    """Return the theme that the person chose, or system."""
    theme = request.COOKIES.get(THEME_COOKIE, "system")
    return theme if theme in THEMES else "system"


def look(request: HttpRequest) -> Mapping[str, object]:
    """Context processor: reads the request and the settings only, so that error pages can use it without a
    database.
    """
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "theme": chosen_theme(request),
        "html_lang": _TAGS.get(language, language),
        "html_dir": "rtl" if get_language_bidi() else "ltr",
        "language": language,
        "languages": settings.LANGUAGES,
        "here": request.get_full_path(),
        "supplier_name": getattr(settings, "SUPPLIER_NAME", "Ordolux"),
        "supplier_line": getattr(settings, "SUPPLIER_LINE", ""),
        "actor": getattr(request, "actor", None),
        "person_tag": person_tag(getattr(request, "actor", None)),
    }


def person_tag(actor: Actor | None) -> str:
    """A word that stands for the person on a device that several people share: it tells them apart and says nothing
    else. Empty for visitors and programs.
    """
    if actor is None or actor.person_id is None:
        return ""
    return salted_hmac("ordolux.person_tag", str(actor.person_id), algorithm="sha256").hexdigest()[:20]
