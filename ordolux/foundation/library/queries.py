"""What we ask of the library."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.documents.models import Document
from ordolux.foundation.library.models import DocumentState, ItemKind, ProductDocument


def documents_of(product: Product) -> QuerySet[ProductDocument]:
    """What is in force for a product: its own items and those of its family."""
    return (
        ProductDocument.objects.filter(state=DocumentState.RELEASED)
        .filter(Q(product=product) | Q(family_id=product.family_id))
        .order_by("kind", "title_en", "id")
    )


def pictures_of(product_ids: Collection[int]) -> dict[int, str]:
    """The number of the newest public picture of each of these products that has one."""
    found = (
        ProductDocument.objects.open_to_all()
        .filter(kind=ItemKind.PICTURE, product_id__in=set(product_ids))
        .order_by("released_at", "id")
        .values_list("product_id", "number")
    )
    return {product: number for product, number in found if product is not None}


def datasheet_title(product: Product, version: int) -> str:
    """The title of a product's datasheet; it names the version of the product that it prints."""
    return f"Datasheet {product.number} r{product.revision}.{version}"


def datasheet_in_force(product: Product, language: str) -> Document | None:
    """The printed datasheet of the product as it is now."""
    return (
        Document.objects.filter(
            kind="datasheet", subject=product._meta.label_lower, subject_id=product.pk, language=language,
            superseded_at__isnull=True, title=datasheet_title(product, product.version),
        ).select_related("file").order_by("-id").first()
    )  # fmt: skip
