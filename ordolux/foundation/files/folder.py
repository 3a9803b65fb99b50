"""A folder as file store: written beside, synced, then renamed, so that half a file is never seen."""

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class FolderStore(FileSystemStorage):
    """Django's folder storage with fsync of file and folder; saving the same name twice keeps the first bytes.

    With a ``second`` folder (that of the archive) bytes are stored when both have them.
    """

    def __init__(self, *args: Any, second: Path | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.second = second

    def _save(self, name: str, content: Any) -> str:
        if self.second is not None:
            _write(self.second / name, content)
        _write(Path(self.path(name)), content)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: content-addressed bytes never collide."""
        return name


def _write(final: Path, content: Any) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    beside = final.with_name(f".{final.name}.{os.getpid()}.{id(content)}")
    with beside.open("wb") as file:
        for chunk in content.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
