"""A seal shows every later change, to us and to an independent reader."""

import hashlib
import io
import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageDraw

from ordolux.foundation import papers
from ordolux.foundation.papers.tests import samples
from ordolux.foundation.papers.tests.samples import ISSUED_AT

needs_pdfsig = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="poppler-utils (pdfsig) is not installed"
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Return the seller's keys."""
    return papers.company_keys(
        tmp_path_factory.mktemp("keys"), "Mingzhou Lighting Co., Ltd. 中山市明舟照明有限公司"
    )


@pytest.fixture(scope="module")
def proforma():
    """Return the proforma invoice that Anna reads."""
    paper = samples.proforma()
    return papers.render(paper.template, paper, language="en", timestamp=ISSUED_AT)


def drawn_name() -> bytes:
    """Return a drawing as the browser sends it."""
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(10, 70), (60, 20), (120, 80), (290, 40)], fill=(22, 32, 46, 255), width=4)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def sealed(keys, proforma):
    """Return the paper that Anna has signed, with its evidence page."""
    paper = samples.evidence(sha256=hashlib.sha256(proforma).hexdigest())
    evidence = papers.render(paper.template, paper, language="en", timestamp=ISSUED_AT)
    return papers.seal(
        proforma,
        keys=keys,
        name="Anna Petersen",
        lines=("Nordlicht Leuchten GmbH", "16 Sep 2026, 10:04 (Berlin)"),
        signature_image=drawn_name(),
        evidence=evidence,
    )


@pytest.fixture(scope="module")
def final(keys, sealed):
    """Return the paper after the supplier's countersignature."""
    return papers.countersign(sealed, keys=keys, name="文美", typed_name="文美", lines=("明舟照明",))


def test_the_keys_are_made_once_and_are_for_this_user_only(tmp_path):
    first = papers.company_keys(tmp_path, "Mingzhou Lighting")
    second = papers.company_keys(tmp_path, "Another name")

    assert first.root_pem == second.root_pem
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "seal").iterdir()} == {0o600}
    assert first.valid_until - datetime.now(UTC) > timedelta(days=4 * 365)
    assert "signer" not in repr(first)


def test_a_sealed_paper_is_intact_ours_and_proves_what_was_shown(keys, proforma, sealed):
    report = papers.verify_seal(sealed, roots=(keys.root_pem,))

    assert report.intact
    assert report.trusted
    assert report.covers_whole_document
    assert report.findings == ()
    assert report.signer.endswith("document seal")
    assert abs(report.signed_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert sealed.startswith(proforma)
    assert report.original_sha256 == hashlib.sha256(proforma).hexdigest()


def test_the_supplier_countersigns_without_breaking_the_first_seal(keys, final):
    report = papers.verify_seal(final, roots=(keys.root_pem,))

    assert report.intact
    assert report.findings == ()
    assert [signature.field for signature in report.signatures] == ["Buyer", "Seller"]
    assert [signature.covers_whole_document for signature in report.signatures] == [False, True]


@needs_pdfsig
def test_an_independent_reader_finds_both_signatures_valid(final, tmp_path):
    path = tmp_path / "final.pdf"
    path.write_bytes(final)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout

    assert said.count("Signature is Valid.") == 2
    assert "Total document signed" in said


@needs_pdfsig
def test_an_independent_reader_sees_a_flipped_byte_too(final, tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(final[:4000] + bytes([final[4000] ^ 1]) + final[4001:])
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid." not in said


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_one_flipped_byte_breaks_the_seal(keys, final, share):
    at = int(len(final) * share)
    report = papers.verify_seal(final[:at] + bytes([final[at] ^ 1]) + final[at + 1 :], roots=(keys.root_pem,))
    assert not report.intact
    assert report.findings


def test_pages_added_after_signing_are_reported(keys, proforma, sealed):
    report = papers.verify_seal(papers.with_pages(sealed, proforma), roots=(keys.root_pem,))
    assert not report.intact
    assert not report.covers_whole_document
    assert "changed_after_signing" in report.findings


def test_a_seal_of_another_company_is_not_ours(tmp_path, sealed):
    stranger = papers.company_keys(tmp_path, "Somebody else")
    report = papers.verify_seal(sealed, roots=(stranger.root_pem,))
    assert report.intact
    assert not report.trusted
    assert report.findings == ("issuer_not_ours",)


@pytest.mark.parametrize(
    ("content", "finding"),
    [(b"", "not_a_pdf"), (b"junk", "not_a_pdf"), (b"%PDF-1.7\nnothing", "not_readable")],
)
def test_any_file_gets_a_report(content, finding):
    assert papers.verify_seal(content).findings == (finding,)


def test_a_paper_that_nobody_signed_says_so(proforma, final):
    assert papers.verify_seal(proforma).findings == ("no_signature",)
    assert not papers.verify_seal(final[:-2000]).intact


def test_only_an_open_box_can_be_signed(keys, sealed, final):
    paper = samples.receipt()
    without_box = papers.render(paper.template, paper, language="en", timestamp=ISSUED_AT)
    with pytest.raises(papers.NoSignatureField):
        papers.seal(without_box, keys=keys, name="Anna Petersen", typed_name="Anna Petersen")
    with pytest.raises(papers.NoSignatureField):
        papers.countersign(final, keys=keys, name="Mei Wen", typed_name="Mei Wen")
    with pytest.raises(papers.NoSignatureField):
        papers.countersign(sealed, keys=keys, role="buyer", name="Mallory", typed_name="Mallory")
