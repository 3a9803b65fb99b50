"""Files for deeds: sent first, named by their SHA-256 afterwards."""

from django.http import HttpRequest
from ninja import Schema

from ordolux.edges.api.answers import PROBLEMS, Answering
from ordolux.edges.api.deeds import demand
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor
from ordolux.foundation.files import note_upload, store_bytes
from ordolux.foundation.sandbox import what_is

router = Answering(tags=["files"])


class Stored(Schema):
    """A stored file: its SHA-256, size in bytes, and what its content is."""

    sha256: str
    size: int
    media_type: str


@router.post("/files", response={200: Stored, **PROBLEMS}, operation_id="store_file",
             openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {
                 "type": "string", "format": "binary"}}}}})  # fmt: skip
def store(request: HttpRequest) -> dict[str, object]:
    """Keep the bytes of the body; a deed that wants a file takes the SHA-256 that is answered."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja
    demand(actor, STAFF_ROLES | CUSTOMER_ROLES)
    kept = store_bytes(request.body, what_is(request.body))
    note_upload(kept, actor.known_person_id)
    return {"sha256": kept.sha256, "size": kept.size, "media_type": kept.media_type}
