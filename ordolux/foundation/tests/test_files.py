"""Bytes are kept once, under their own hash, and what the disk gives back is compared with it."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from ordolux.foundation.files import FileDamaged, read_bytes, store_bytes
from ordolux.foundation.files.models import StoredFile


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    """An empty file store."""
    settings.STORAGES = {
        **settings.STORAGES, "files": {**settings.STORAGES["files"], "OPTIONS": {"location": tmp_path, "base_url": None}}
    }  # fmt: skip
    return tmp_path


def test_what_was_stored_comes_back(db: None, store: Path) -> None:
    kept = store_bytes(b"%PDF-1.7 a paper", "application/pdf")
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.7 a paper").hexdigest()
    assert StoredFile.objects.get(pk=kept.sha256).read() == b"%PDF-1.7 a paper"


def test_the_same_bytes_are_kept_once(db: None, store: Path) -> None:
    assert {store_bytes(b"the same", "text/plain").sha256 for _ in range(3)} == {
        store_bytes(b"the same", "x/y").sha256
    }
    assert StoredFile.objects.get().media_type == "text/plain"
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("damage", [b"", b"another file", b"the samE"])
def test_damaged_bytes_are_noticed(db: None, store: Path, damage: bytes) -> None:
    kept = store_bytes(b"the same", "text/plain")
    next(path for path in store.rglob("*") if path.is_file()).write_bytes(damage)
    with pytest.raises(FileDamaged):
        read_bytes(kept.sha256)


def test_a_file_that_is_gone_is_not_empty_but_missing(db: None, store: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bytes("0" * 64)


def test_many_store_the_same_bytes_at_once(
    live_database: str, store: Path, at_once: Callable[..., list[Any]]
) -> None:
    results = at_once(8, lambda _: store_bytes(b"x" * 100_000, "text/plain").sha256)
    assert results == [hashlib.sha256(b"x" * 100_000).hexdigest()] * 8
    assert StoredFile.objects.count() == 1
    assert [path.stat().st_size for path in store.rglob("*") if path.is_file()] == [100_000]


def test_a_damaged_file_is_mended_by_storing_it_again(db: None, store: Path) -> None:
    kept = store_bytes(b"the same", "text/plain")
    next(path for path in store.rglob("*") if path.is_file()).write_bytes(b"")
    store_bytes(b"the same", "text/plain")
    assert read_bytes(kept.sha256) == b"the same"


def test_names_are_spread_over_folders(db: None, store: Path) -> None:
    kept = store_bytes(b"a", "text/plain")
    assert storages["files"].exists(f"{kept.sha256[:2]}/{kept.sha256}")
