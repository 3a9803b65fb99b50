"""What can happen in the library: an item is added, gets a new version, is released, withdrawn, put back, discarded."""

from datetime import date, datetime
from urllib.parse import urlsplit

from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.catalogue.models import Family, Product
from ordolux.foundation.deeds import NotPermitted, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.library.models import DocumentState, ItemKind, ProductDocument
from ordolux.foundation.library.queries import datasheet_in_force, datasheet_title
from ordolux.foundation.numbers import next_number
from ordolux.rules.refusal import N_, Refusal

KEEPERS = frozenset({Role.ENGINEER, Role.SALES, Role.MARKETING, Role.ADMINISTRATOR})
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
LANGUAGES = frozenset({"en", "zh"})


class KindUnknown(Refusal):
    """An item of a kind that the library does not have."""

    message = N_("“{kind}” is no kind of document that the library keeps.")


class TitleMissing(Refusal):
    """A document has a title."""

    message = N_("Give the document a title.")


class BelongsToNothing(Refusal):
    """A document is of one product or of one family."""

    message = N_("Say which product, or which family, the document belongs to: one of them.")


class NothingToShow(Refusal):
    """Neither a file nor an address."""

    message = N_("Choose a file, or give the address where it stands.")


class NoPicture(Refusal):
    """A picture is a picture."""

    message = N_("A picture is a JPEG, PNG or WebP file; this one is not.")


class AddressNotSafe(Refusal):
    """An address that a browser must not be sent to."""

    message = N_("An address begins with https:// and names a site.")


@deed("library.add", roles=KEEPERS)
def add_document(
    *, kind: str, title_en: str, by: Actor, at: datetime, title_zh: str = "", product: Product | None = None,
    family: Family | None = None, file: StoredFile | None = None, address: str = "", is_public: bool = False,
    valid_until: date | None = None, remark: str = "",
) -> ProductDocument:  # fmt: skip
    """Put a manual, video, certificate, drawing or picture into the library as a draft; its reverse is library.discard.

    Raises KindUnknown, TitleMissing, BelongsToNothing, NothingToShow, NoPicture, AddressNotSafe.
    """
    if kind not in ItemKind.values:
        raise KindUnknown(kind=kind[:40])
    if not title_en.strip():
        raise TitleMissing()
    if (product is None) == (family is None):
        raise BelongsToNothing()
    _check(kind, file, address)
    item = next_number("library_item", at)
    made = ProductDocument.objects.create(
        number=f"{item}-v1", item=item, kind=kind, title_en=title_en.strip()[:160],
        title_zh=title_zh.strip()[:160] or title_en.strip()[:160], product=product, family=family,
        file_id=file.sha256 if file else None, address=address.strip(), is_public=is_public, valid_until=valid_until,
        remark=remark.strip()[:300], made_by=by.name[:120], made_at=at,
    )  # fmt: skip
    record_event(
        "productdocument.drafted", made, by=by, at=at, kind=kind, product=product,
        family=family.code if family else "", sha256=made.file_id,
    )  # fmt: skip
    return made


@deed("library.add_version", roles=KEEPERS)
def add_version(
    document: ProductDocument, *, by: Actor, at: datetime, file: StoredFile | None = None, address: str = "",
    valid_until: date | None = None, remark: str = "",
) -> ProductDocument:  # fmt: skip
    """Draft the next version of an item; what is in force stays so until the new one is released.

    Raises NothingToShow, NoPicture, AddressNotSafe.
    """
    _check(document.kind, file, address)
    newest = ProductDocument.objects.filter(item=document.item).order_by("-item_version").first()
    assert newest is not None
    version = newest.item_version + 1
    made = ProductDocument.objects.create(
        number=f"{document.item}-v{version}", item=document.item, item_version=version, kind=document.kind,
        title_en=document.title_en, title_zh=document.title_zh, product_id=document.product_id,
        family_id=document.family_id, file_id=file.sha256 if file else None, address=address.strip(),
        is_public=document.is_public, valid_until=valid_until, remark=remark.strip()[:300], made_by=by.name[:120],
        made_at=at,
    )  # fmt: skip
    record_event(
        "productdocument.drafted", made, by=by, at=at, kind=made.kind, item=made.item, sha256=made.file_id
    )
    return made


@deed("library.release", roles=KEEPERS)
def release_document(document: ProductDocument, *, by: Actor, at: datetime) -> ProductDocument:
    """Put a version in force; the one before is replaced. A drawing is released by an engineer alone.

    Its reverse is library.withdraw. Raises NotPermitted, NotAllowedNow.
    """
    _only_an_engineer(document, by)
    for before in ProductDocument.objects.select_for_update().filter(
        item=document.item, state=DocumentState.RELEASED
    ):
        before.move_to(DocumentState.SUPERSEDED, by=by, at=at, replaced_by=document.number)
    document.released_at = at
    document.move_to(DocumentState.RELEASED, by=by, at=at, fields=("released_at",), kind=document.kind)
    return document


@deed("library.withdraw", roles=KEEPERS)
def withdraw_document(document: ProductDocument, *, by: Actor, at: datetime) -> ProductDocument:
    """Take a released document out of force; its reverse is library.release.

    Raises NotPermitted, NotAllowedNow.
    """
    _only_an_engineer(document, by)
    document.move_to(DocumentState.WITHDRAWN, by=by, at=at)
    return document


@deed("library.discard", roles=KEEPERS)
def discard_document(document: ProductDocument, *, by: Actor, at: datetime) -> ProductDocument:
    """Throw a draft away.

    Raises NotAllowedNow.
    """
    document.move_to(DocumentState.DISCARDED, by=by, at=at)
    return document


@deed("library.open_to_all", roles=KEEPERS)
def set_access(document: ProductDocument, *, is_public: bool, by: Actor, at: datetime) -> ProductDocument:
    """Let everybody open the item on the website, or give it on request only; the other choice is its reverse."""
    document.is_public = is_public
    document.changed("is_public")
    record_event("productdocument.opened" if is_public else "productdocument.closed", document, by=by, at=at)
    return document


@deed("datasheet.ask", roles=STAFF_ROLES | CUSTOMER_ROLES | {Role.PUBLIC, Role.SYSTEM})
def ask_for_datasheet(product: Product, *, language: str, by: Actor, at: datetime) -> Product:
    """Ask for the datasheet of a product as it is now; a job prints it.

    Raises KindUnknown for a language that we do not print.
    """
    if language not in LANGUAGES:
        raise KindUnknown(kind=language[:10])
    record_event("product.datasheet_asked", product, by=by, at=at, language=language, version=product.version)
    return product


@deed("datasheet.file", roles={Role.SYSTEM})
def file_datasheet(
    product: Product, *, file: StoredFile, code: str, language: str, version: int, by: Actor, at: datetime
) -> Document:
    """File the printed datasheet of a product, unless the product changed while it was printed."""
    present = datasheet_in_force(product, language)
    if present is not None:
        record_event("product.datasheet_found", product, by=by, at=at, document=present)
        return present
    return attach_document(
        product, kind="datasheet", title=datasheet_title(product, version), file=file, by=by, at=at, code=code,
        language=language,
    )  # fmt: skip


def _check(kind: str, file: StoredFile | None, address: str) -> None:
    if file is None and not address.strip():
        raise NothingToShow()
    if address.strip():
        parts = urlsplit(address.strip())
        if parts.scheme != "https" or "." not in parts.netloc:
            raise AddressNotSafe()
    if kind == ItemKind.PICTURE and (file is None or file.media_type not in PICTURES):
        raise NoPicture()


def _only_an_engineer(document: ProductDocument, by: Actor) -> None:
    if document.kind == ItemKind.DRAWING and Role.ENGINEER not in by.roles:
        raise NotPermitted(roles=[Role.ENGINEER.value])
