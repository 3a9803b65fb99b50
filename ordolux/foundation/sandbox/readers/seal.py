"""Sealed papers (PDF): whether the seal is whole, who signed, and what the file was before.

The value: ``intact``, ``trusted``, ``signer``, ``signed_at`` (ISO 8601 or null), ``original_sha256``, ``findings`` [codes],
``signatures`` [{field, signer, signed_at, intact, trusted}].
"""

from datetime import datetime
from typing import Final

from ordolux.foundation.sandbox.reading import CannotRead, Reading
from ordolux.rules.refusal import N_

LARGEST: Final = 20 * 2**20

_TOO_LARGE: Final = N_("This file is larger than {mib} MiB. No paper of ours is that large.")


def read_seal(data: bytes, *, roots: list[str]) -> Reading:
    """Check the seal of a PDF against the root certificates ``roots`` (PEM)."""
    if len(data) > LARGEST:
        raise CannotRead.because("too-large", _TOO_LARGE, mib=LARGEST // 2**20)
    # Takes a second to load and is needed now and then: loaded in the process that opens this one file.
    from ordolux.foundation.papers.seals import verify_seal

    report = verify_seal(data, roots=tuple(root.encode() for root in roots))
    return Reading(
        {
            "intact": report.intact,
            "trusted": report.trusted,
            "signer": report.signer,
            "signed_at": _told(report.signed_at),
            "original_sha256": report.original_sha256,
            "findings": list(report.findings),
            "signatures": [
                {
                    "field": signature.field, "signer": signature.signer, "signed_at": _told(signature.signed_at),
                    "intact": signature.intact, "trusted": signature.trusted,
                }
                for signature in report.signatures
            ],
        }
    )  # fmt: skip


def _told(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
