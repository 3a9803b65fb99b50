"""The library: documents and pictures of products, each in versions of which one is in force."""

from typing import Any

from django.db import models
from django.db.models import Q

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.rules.refusal import N_


class ItemKind(models.TextChoices):
    """What an item is."""

    MANUAL = "manual", N_("Manual")
    VIDEO = "video", N_("Video")
    CERTIFICATE = "certificate", N_("Certificate")
    DRAWING = "drawing", N_("Drawing")
    PICTURE = "picture", N_("Picture")
    PHOTOMETRY = "photometry", N_("Photometric file")


class DocumentState(models.TextChoices):
    """Drafted; released, so that it is in force; replaced by a newer version; withdrawn; discarded before its release."""

    DRAFTED = "drafted", N_("Draft")
    RELEASED = "released", N_("Released")
    SUPERSEDED = "superseded", N_("Replaced by a newer version")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    DISCARDED = "discarded", N_("Discarded")


class LibraryRecords(Records["ProductDocument"]):
    """Items of the library; everybody sees those that are released and public, our own people all."""

    def visible_to(self, actor: Any) -> "LibraryRecords":
        """All for our own people; for everybody else what is public and in force."""
        return self if actor.is_staff or actor.is_system else self.open_to_all()

    def open_to_all(self) -> "LibraryRecords":
        """What is public and in force."""
        return self.filter(state=DocumentState.RELEASED, is_public=True)


class ProductDocument(Stateful):
    """One version of one item. ``item`` is the same for all its versions; ``number`` is item and version in one.

    It belongs to one product or to a whole family. A video may stand elsewhere (``address``) instead of in a file.
    """

    MOVES = {
        DocumentState.DRAFTED: {DocumentState.RELEASED, DocumentState.DISCARDED},
        DocumentState.RELEASED: {DocumentState.SUPERSEDED, DocumentState.WITHDRAWN},
        DocumentState.WITHDRAWN: {DocumentState.RELEASED, DocumentState.SUPERSEDED},
    }

    number = models.CharField(max_length=40, unique=True)
    item = models.CharField(max_length=30)
    item_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=DocumentState.choices, default=DocumentState.DRAFTED)
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    title_en = models.CharField(max_length=160)
    title_zh = models.CharField(max_length=160)
    product = models.ForeignKey(
        "foundation.Product", null=True, on_delete=models.PROTECT, related_name="documents"
    )
    family = models.ForeignKey(
        "foundation.Family", null=True, on_delete=models.PROTECT, related_name="documents"
    )
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    address = models.URLField(max_length=500, default="", blank=True)
    is_public = models.BooleanField(default=False)
    valid_until = models.DateField(null=True)
    remark = models.CharField(max_length=300, default="", blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    objects = LibraryRecords.as_manager()
    guards = (
        FrozenOnce(columns=("number", "item", "item_version", "kind", "file_id", "address", "made_at")),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "item_version"], name="one_row_per_item_and_version"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="released"), name="one_version_of_an_item_is_in_force"
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False, family__isnull=True)
                | Q(product__isnull=True, family__isnull=False),
                name="a_document_is_of_a_product_or_of_a_family",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(address=""), name="a_document_has_a_file_or_an_address"
            ),
        ]
        indexes = [
            models.Index(fields=["product", "kind"], name="library_by_product"),
            models.Index(fields=["family", "kind"], name="library_by_family"),
        ]

    def __str__(self) -> str:
        return self.number
