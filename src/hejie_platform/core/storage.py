"""The evidence store: every file under a random name, encrypted with a key of its own.

    stored = storage.put(data, media_type="application/pdf", now=now)
    storage.get(stored)          # the same bytes, or FileGone / FileChanged; where a photograph was taken is not kept

A file is written whole before its row exists; a crash between the two leaves an unreadable orphan
that `storage.sweep` removes, never a row without its file.
"""

import hashlib
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hejie_platform.core import keys, pictures
from hejie_platform.core.models import DataKey, StoredFile


class FileGone(Exception):
    """The file's key was destroyed, or the file is not on the disk."""


class FileChanged(Exception):
    """The bytes on the disk are not those that were stored."""


def put(data: bytes, *, media_type: str, now: datetime) -> StoredFile:
    """Encrypt and keep `data`, of a picture the picture alone; returns its row."""
    data = pictures.without_place(data)
    data_key, name = keys.new_data_key(), secrets.token_hex(16)
    _write(_path(name), keys.seal_with(data_key, data, context=name))
    return StoredFile.objects.create(
        name_on_disk=name,
        key=new_key_row(data_key, now=now),
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_at=now,
    )


def get(stored: StoredFile) -> bytes:
    """The bytes as they were stored. Raises FileGone or FileChanged."""
    try:
        sealed = _path(stored.name_on_disk).read_bytes()
    except FileNotFoundError:
        raise FileGone from None
    try:
        data = keys.unseal_with(open_key(stored.key), sealed, context=stored.name_on_disk)
    except keys.KeysBroken:
        raise FileChanged from None
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise FileChanged
    return data


def new_key_row(data_key: bytes | None = None, *, now: datetime) -> DataKey:
    """A row for a data key (a fresh one unless given), sealed by the keyring."""
    row = DataKey(created_at=now)
    row.sealed = keys.seal(data_key or keys.new_data_key(), context=f"datakey.{row.id}")
    row.save(force_insert=True)
    return row


def open_key(row: DataKey) -> bytes:
    """The data key of a row. Raises FileGone when it was destroyed."""
    if row.sealed is None:
        raise FileGone
    return keys.unseal(bytes(row.sealed), context=f"datakey.{row.id}")


def destroy_key(row: DataKey, *, now: datetime) -> None:
    """Erase everything under this key for ever."""
    row.sealed, row.destroyed_at = None, now
    row.save(update_fields=["sealed", "destroyed_at"])


def sweep(*, written_before: datetime) -> int:
    """Remove files that no row names (left by a crash) and that are older than a running upload."""
    known = set(StoredFile.objects.values_list("name_on_disk", flat=True))
    orphans = [
        path
        for path in _folder().glob("*/*")
        if path.name not in known and path.stat().st_mtime < written_before.timestamp()
    ]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _folder() -> Path:
    return Path(settings.HEJIE_EVIDENCE_FOLDER)


def _path(name: str) -> Path:
    return _folder() / name[:2] / name


def _write(path: Path, sealed: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(".part")
    with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
