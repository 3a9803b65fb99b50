"""What can happen to a website that carries our inquiry form: it is permitted, changed, ended."""

from collections.abc import Sequence
from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.parties.models import Company
from ordolux.inquiries.website.models import Website
from ordolux.rules.origins import origin_of
from ordolux.rules.refusal import N_, Refusal

MOST_ORIGINS = 10
KEEPERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.MARKETING})


class WebsiteIncomplete(Refusal):
    """A website has a name and at least one address."""

    message = N_("Give the website a name, and at least one and at most {most} addresses.")


class WebsiteEnded(Refusal):
    """What has ended is not changed any more."""

    message = N_("{website} may not carry the form any more; permit it anew, with a new key.")


@deed("website.permit", roles=KEEPERS)
def permit_website(
    *, name: str, origins: Sequence[str], by: Actor, at: datetime, company: Company | None = None
) -> Website:
    """Let a website carry our inquiry form; its key goes into that website's pages.

    Raises WebsiteIncomplete, NoOrigin, NotEncrypted.
    """
    made = Website.objects.create(
        name=name.strip()[:120], company=company, origins=_origins(name, origins), made_at=at
    )
    record_event("website.permitted", made, by=by, at=at, key=made.key, origins=made.origins)
    return made


@deed("website.change", roles=KEEPERS)
def change_website(
    website: Website, *, name: str, origins: Sequence[str], by: Actor, at: datetime, company: Company | None = None
) -> Website:  # fmt: skip
    """Change where the form may be shown; the key stays.

    Raises WebsiteIncomplete, WebsiteEnded, NoOrigin, NotEncrypted.
    """
    if not website.is_open:
        raise WebsiteEnded(website=website.name)
    before = website.origins
    website.origins, website.name, website.company = _origins(name, origins), name.strip()[:120], company
    website.save(update_fields=["origins", "name", "company"])
    record_event("website.changed", website, by=by, at=at, was=before, origins=website.origins)
    return website


@deed("website.end", roles=KEEPERS)
def end_website(website: Website, *, by: Actor, at: datetime) -> Website:
    """Take the form off a website: its key opens nothing from now on.

    Raises WebsiteEnded.
    """
    if not website.is_open:
        raise WebsiteEnded(website=website.name)
    website.ended_at = at
    website.save(update_fields=["ended_at"])
    record_event("website.ended", website, by=by, at=at)
    return website


def _origins(name: str, typed: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(origin_of(one) for one in typed if one.strip()))
    if not name.strip() or not 1 <= len(found) <= MOST_ORIGINS:
        raise WebsiteIncomplete(most=MOST_ORIGINS)
    return found
