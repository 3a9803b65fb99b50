"""The list of websites that carry our inquiry form."""

from django.db.models import Count

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, listing
from ordolux.foundation.actors import Actor
from ordolux.inquiries.website.deeds import KEEPERS
from ordolux.inquiries.website.models import Website
from ordolux.rules.refusal import N_


def _websites(actor: Actor):  # type: ignore[no-untyped-def]  # a queryset of rows that staff see
    return (
        Website.objects.visible_to(actor).select_related("company").annotate(inquiry_count=Count("inquiries"))
    )


WEBSITES = listing(
    Listing(
        name="websites",
        title=N_("Our form on other websites"),
        rows=_websites,
        columns=(
            Column("name", N_("Website"), lambda w: w.name, sort="name"),
            Column("origins", N_("Addresses"), lambda w: ", ".join(w.origins)),
            Column("company", N_("Customer"), lambda w: w.company.legal_name if w.company else None),
            Column("inquiries", N_("Inquiries"), lambda w: w.inquiry_count, Kind.WHOLE),
            Column("key", N_("Key"), lambda w: w.key),
            Column("made_at", N_("Permitted"), lambda w: w.made_at, Kind.MOMENT, sort="made_at"),
            Column("ended_at", N_("Ended"), lambda w: w.ended_at, Kind.MOMENT),
        ),
        order=("-pk",),
        search=("name", "key"),
        filters=(
            Filter(
                "state",
                N_("State"),
                [("open", N_("In force")), ("ended", N_("Ended"))],
                lambda rows, value: rows.filter(ended_at__isnull=value == "open"),
            ),
        ),
        roles=KEEPERS,
        views={"desk": "desk:website"},
        number=lambda website: str(website.pk),
        empty=N_("No other website carries our form yet."),
    )
)
