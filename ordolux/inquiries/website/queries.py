"""What is asked about websites that carry our form."""

from ordolux.inquiries.website.models import Website


def open_website(key: str) -> Website | None:
    """The website with this key if it may send inquiries; None for an unknown key and for one that has ended."""
    return Website.objects.filter(key=key[:40], ended_at__isnull=True).first() if key else None


def is_open_origin(origin: str) -> bool:
    """Whether any website that may carry our form has pages at this origin."""
    return (
        bool(origin)
        and Website.objects.filter(origins__contains=[origin[:300]], ended_at__isnull=True).exists()
    )
