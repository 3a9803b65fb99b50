"""The one reader of this register."""

from typing import Final

from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.foundation.sandbox.reading import Reader

READERS: Final[dict[str, Reader]] = {"message": open_message}
