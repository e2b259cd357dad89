"""Telling open pages that a room has grown: which room, and how many things were said in it; never what.

On PostgreSQL every web process hears it at once, when the transaction that says so is committed. On SQLite there is one web
process, which looks by itself.
"""

from typing import Final
from uuid import UUID

from django.db import connection

CHANNEL: Final = "hejie_room"


def announce(room: UUID, seq: int) -> None:
    """Tell that `room` now holds `seq` things. Call inside the transaction that stores the newest."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{room} {seq}"])


def parse(payload: str) -> tuple[str, int]:
    """Room and sequence of what was told; ("", 0) for anything else."""
    room, _space, seq = payload.partition(" ")
    return (room, int(seq)) if seq.isdecimal() else ("", 0)
