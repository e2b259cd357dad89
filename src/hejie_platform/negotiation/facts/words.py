"""What people wrote, sealed under the key of their room: destroying that one key erases every word of it."""

from typing import Protocol
from uuid import UUID

from hejie_platform.core import keys, storage
from hejie_platform.core.models import DataKey


class Keyed(Protocol):
    """A room of any kind: words are bound to it and sealed under its key."""

    @property
    def id(self) -> UUID: ...

    @property
    def key(self) -> DataKey: ...


def seal_words(room: Keyed, text: str, *, place: str) -> bytes | None:
    """Sealed words, bound to the room and to `place` (what they belong to); None for an empty text."""
    if not text.strip():
        return None
    return keys.seal_with(storage.open_key(room.key), text.strip().encode(), context=f"{room.id}.{place}")


def open_words(room: Keyed | None, sealed: bytes | memoryview | None, *, place: str) -> str:
    """The words again; "" where there are none, or where their key was destroyed."""
    if room is None or sealed is None or room.key.sealed is None:
        return ""
    return keys.unseal_with(storage.open_key(room.key), bytes(sealed), context=f"{room.id}.{place}").decode()
