"""Sign and seal a paper, and check the seal of any file.

The honest level: the customer draws or types a name, which is a simple electronic signature with evidence;
the seller seals the file with its own certificate, so that every later change is seen (PAdES baseline B,
certified with docMDP "fill forms": only the prepared signature fields may still be signed). A reader that
does not know our root certificate says "issuer not trusted".

A seal is made in real time, by the clock of the machine: keys and certificates are real even where the
business runs in a simulation. The moment of business is among the lines that the caller has printed in the
signature box.
"""

import asyncio
import hashlib
import io
import os
import selectors
import tempfile
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ordolux.foundation.papers.contracts import photo_svg
from ordolux.foundation.papers.rendering import PACKAGE, print_template

ROLES = ("buyer", "seller")
ORIGINAL_LENGTH = "/OrdoluxOriginalLength"
ROOT_YEARS, SIGNING_YEARS = 20, 5
ANCHOR = "#signature-"


class NoSignatureField(ValueError):
    """The paper has no box for this role, or the box is signed already."""


# ── Keys ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CompanyKeys:
    """The company's seal: its root certificate (to publish), and what signs. The private key is never
    shown.
    """

    root_pem: bytes
    certificate_pem: bytes
    valid_until: datetime
    signer: signers.SimpleSigner = field(repr=False)


def company_keys(folder: Path, company: str) -> CompanyKeys:
    """Return the company's keys from the folder; the first call makes them, readable by this user only.

    Two P-256 pairs: a root of twenty years, and a signing certificate of five. Two processes that start
    together get the same keys: the folder appears complete or not at all.
    """
    home = folder / "seal"
    if not home.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".seal-", dir=folder))
        _make_keys(fresh, company)
        try:
            fresh.rename(home)
        except OSError:
            # Another process was first: its keys count.
            for path in fresh.iterdir():
                path.unlink()
            fresh.rmdir()
    root_pem = (home / "root.pem").read_bytes()
    certificate_pem = (home / "signing.pem").read_bytes()
    key = serialization.load_pem_private_key((home / "signing-key.pem").read_bytes(), password=None)
    root = x509.load_pem_x509_certificate(root_pem)
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    signer = signers.SimpleSigner(
        signing_cert=_asn1_certificate(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        cert_registry=SimpleCertificateStore.from_certs([_asn1_certificate(root)]),
    )
    return CompanyKeys(
        root_pem=root_pem,
        certificate_pem=certificate_pem,
        valid_until=certificate.not_valid_after_utc,
        signer=signer,
    )


def _make_keys(folder: Path, company: str) -> None:
    root_key, signing_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name(company, "document root")
    root = (
        _certificate(root_name, root_name, root_key.public_key(), ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    signing = (
        _certificate(_name(company, "document seal"), root_name, signing_key.public_key(), SIGNING_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(signing_key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    for name, key in (("root-key.pem", root_key), ("signing-key.pem", signing_key)):
        _write_secret(
            folder / name,
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        )
    for name, certificate in (("root.pem", root), ("signing.pem", signing)):
        _write_secret(folder / name, certificate.public_bytes(serialization.Encoding.PEM))


def _write_secret(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


def _name(company: str, purpose: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _shortened(company, 64)),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{_shortened(company, 63 - len(purpose))} {purpose}"),
        ]
    )


def _shortened(text: str, size: int) -> str:
    """Cut a text to so many bytes of UTF-8, between characters: a name in a certificate has 64 at most
    (X.520).
    """
    return text.encode()[:size].decode(errors="ignore").strip()


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, years: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC).replace(microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * years))
    )


def _usage(**allowed: bool) -> x509.KeyUsage:
    every = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**every, **allowed})


def _asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


# ── Signing ─────────────────────────────────────────────────────────────────────────────────────────────────


def with_pages(pdf: bytes, more: bytes) -> bytes:
    """Return the PDF with the pages of another appended.

    It is an incremental update: the first bytes of the result are the first file, byte for byte.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _append(writer, more)
    return _written(writer)


def _append(writer: IncrementalPdfFileWriter, more: bytes) -> None:
    source = PdfFileReader(io.BytesIO(more))
    for page in _pages(source):
        # Out of its own tree: without parent, tags and annotations.
        wanted = [key for key in page if key not in {"/Parent", "/StructParents", "/Annots", "/Tabs"}]
        copied = {key: writer.import_object(page.raw_get(key)) for key in wanted}
        for inherited in ("/MediaBox", "/Resources"):
            if inherited not in copied and inherited in page["/Parent"]:
                copied[generic.pdf_name(inherited)] = writer.import_object(page["/Parent"].raw_get(inherited))
        writer.insert_page(generic.DictionaryObject(copied))


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _pages(source: Any) -> list[generic.DictionaryObject]:
    """Return the pages of a reader or writer in order."""
    found: list[generic.DictionaryObject] = []

    def walk(node: generic.DictionaryObject) -> None:
        for kid in node["/Kids"]:
            kid = kid.get_object()
            if kid["/Type"] == "/Pages":
                walk(kid)
            else:
                found.append(kid)

    walk(source.root["/Pages"])
    return found


def _boxes(source: Any) -> dict[str, tuple[int, tuple[int, int, int, int]]]:
    """Return page and rectangle of each role's signature box: the templates mark it with a link."""
    boxes: dict[str, tuple[int, tuple[int, int, int, int]]] = {}
    for number, page in enumerate(_pages(source)):
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            address = str(link.get("/A", {}).get("/URI", ""))
            role = address.rpartition(ANCHOR)[2]
            if ANCHOR in address and role in ROLES:
                left, bottom, right, top = (float(side) for side in link["/Rect"])
                boxes[role] = (number, (round(left), round(bottom), round(right), round(top)))
    return boxes


def seal(
    pdf: bytes,
    *,
    keys: CompanyKeys,
    role: str = "buyer",
    name: str,
    lines: Sequence[str] = (),
    typed_name: str | None = None,
    signature_image: bytes | None = None,
    evidence: bytes | None = None,
) -> bytes:
    """Put the visible signature into the role's box, append the evidence page, and certify the file.

    Either `signature_image` (PNG, JPEG) or `typed_name` is shown; `name` is who signed, `lines` stand below
    in small type (company, moment). The other role's box becomes an empty signature field for `countersign`.
    The bytes of `pdf` stay the first part of the result. Raises NoSignatureField.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    boxes = _boxes(writer)
    if role not in boxes:
        raise NoSignatureField(f"the paper has no signature box for the {role}")
    if evidence is not None:
        _append(writer, evidence)
    writer.root[generic.pdf_name(ORIGINAL_LENGTH)] = generic.NumberObject(len(pdf))
    writer.update_root()
    for each, (page, box) in boxes.items():
        fields.append_signature_field(writer, fields.SigFieldSpec(each.capitalize(), box=box, on_page=page))
    meta = signers.PdfSignatureMetadata(
        field_name=role.capitalize(),
        name=name,
        md_algorithm="sha256",
        certify=True,
        subfilter=fields.SigSeedSubFilter.PADES,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    box = boxes[role][1]
    return _signed(
        writer, meta, keys, box, name if typed_name is None else typed_name, signature_image, lines
    )


def countersign(
    pdf: bytes,
    *,
    keys: CompanyKeys,
    role: str = "seller",
    name: str,
    lines: Sequence[str] = (),
    typed_name: str | None = None,
    signature_image: bytes | None = None,
) -> bytes:
    """Sign the empty field of the other role in a sealed paper. Raises NoSignatureField."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    box = _boxes(writer).get(role)
    signed = {signature.field_name for signature in PdfFileReader(io.BytesIO(pdf)).embedded_signatures}
    if box is None or not signed or role.capitalize() in signed:
        raise NoSignatureField(f"the paper has no open signature box for the {role}")
    meta = signers.PdfSignatureMetadata(
        field_name=role.capitalize(),
        name=name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    return _signed(
        writer, meta, keys, box[1], name if typed_name is None else typed_name, signature_image, lines
    )


def _signed(
    writer: IncrementalPdfFileWriter,
    meta: signers.PdfSignatureMetadata,
    keys: CompanyKeys,
    box: tuple[int, int, int, int],
    shown_name: str,
    signature_image: bytes | None,
    lines: Sequence[str],
) -> bytes:
    shown = print_template(
        PACKAGE / "foundation" / "papers" / "appearance.typ",
        {
            "width": box[2] - box[0],
            "height": box[3] - box[1],
            "name": shown_name,
            "lines": list(lines),
            "picture": photo_svg(signature_image) if signature_image is not None else "",
        },
        timestamp=datetime.now(UTC),
        standard="a-2b",
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        # The stamp reads its background from a file, while it signs.
        file.write(shown)
        file.flush()
        whole_box = SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID,
            y_align=AxisAlignment.ALIGN_MID,
            margins=Margins.uniform(0),
            inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
        )
        style = StaticStampStyle.from_pdf_file(file.name, border_width=0, background_layout=whole_box)
        out = signers.PdfSigner(meta, signer=keys.signer, stamp_style=style).sign_pdf(writer)
    return bytes(out.getvalue())


# ── Checking ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SealSignature:
    """One signature in a file: its field, the certificate's name, when, and what we found about it."""

    field: str
    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool
    covers_whole_document: bool


@dataclass(frozen=True, slots=True)
class SealReport:
    """What a file's seal is worth.

    `intact`: signed, every signature valid, and nothing added after the last one. `trusted`: by one of the
    given roots. `original_sha256` is the hash of the file as it was shown before it was signed. `findings`
    are codes: not_a_pdf, no_signature, signature_broken, content_changed, changed_after_signing,
    issuer_not_ours, not_readable.
    """

    intact: bool
    trusted: bool
    signer: str
    signed_at: datetime | None
    covers_whole_document: bool
    signatures: tuple[SealSignature, ...]
    original_sha256: str | None
    findings: tuple[str, ...]


def _nothing(finding: str) -> SealReport:
    return SealReport(False, False, "", None, False, (), None, (finding,))


def verify_seal(pdf: bytes, *, roots: Sequence[bytes] = ()) -> SealReport:
    """Check every signature in the file against the root certificates (PEM). Whatever the bytes are, there
    is a report.
    """
    if not pdf.startswith(b"%PDF-"):
        return _nothing("not_a_pdf")
    try:
        return _checked(pdf, roots)
    except Exception:  # noqa: BLE001 - any file may come from outside; what cannot be read is a finding
        return _nothing("not_readable")


class _Quiet(asyncio.SelectorEventLoop):
    """An event loop without a socket to wake it: nothing is fetched, and the sandbox permits no socket."""

    def __init__(self) -> None:
        super().__init__(selectors.SelectSelector())

    def _make_self_pipe(self) -> None:
        """Make none."""

    def _close_self_pipe(self) -> None:
        """There is none."""


def _done(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of work that only computes."""
    loop = _Quiet()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def _checked(pdf: bytes, roots: Sequence[bytes]) -> SealReport:
    reader = PdfFileReader(io.BytesIO(pdf))
    embedded = reader.embedded_signatures
    if not embedded:
        return _nothing("no_signature")
    trust = [_asn1_certificate(x509.load_pem_x509_certificate(root)) for root in roots]
    findings: list[str] = []
    signatures = []
    for signature in embedded:
        try:
            status: Any = _done(
                async_validate_pdf_signature(
                    signature,
                    ValidationContext(trust_roots=trust, allow_fetching=False, revocation_mode="soft-fail"),
                )
            )
        except Exception:  # noqa: BLE001 - a broken signature in a file from outside is a finding
            findings.append("signature_broken")
            signatures.append(SealSignature(signature.field_name, "", None, False, False, False))
            continue
        allowed = bool(status.docmdp_ok)
        intact = bool(status.intact and status.valid and allowed)
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        if not status.intact:
            findings.append("content_changed")
        elif not status.valid:
            findings.append("signature_broken")
        elif not allowed:
            findings.append("changed_after_signing")
        if not status.trusted:
            findings.append("issuer_not_ours")
        signatures.append(
            SealSignature(
                field=str(signature.field_name),
                signer=str(status.signing_cert.subject.native.get("common_name", "")),
                signed_at=status.signer_reported_dt,
                intact=intact,
                trusted=bool(status.trusted),
                covers_whole_document=whole,
            )
        )
    covered = signatures[-1].covers_whole_document
    if not covered:
        findings.append("changed_after_signing")
    length = reader.root.get(ORIGINAL_LENGTH)
    original = hashlib.sha256(pdf[: int(length)]).hexdigest() if length is not None else None
    return SealReport(
        intact=covered and all(signature.intact for signature in signatures),
        trusted=all(signature.trusted for signature in signatures),
        signer=signatures[0].signer,
        signed_at=signatures[0].signed_at,
        covers_whole_document=covered,
        signatures=tuple(signatures),
        original_sha256=original,
        findings=tuple(dict.fromkeys(findings)),
    )
