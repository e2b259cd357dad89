"""Two names for every row: a UUIDv7 inside (sorts by time), a 10-character reference outside.

References use Crockford's base 32 (no I, L, O, U), so that one can be read over the phone:
`parse("hj3k9-0m2ab")` and `parse("HJ3K90M2AB")` are the same reference, and so is one typed with
the letter O for a zero. 50 random bits: not to be guessed, and not a count of anything.
"""

import secrets
import time
import uuid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def uuid7() -> uuid.UUID:
    """A new RFC 9562 version 7 id: 48 bits of milliseconds, then randomness."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def reference() -> str:
    """A new outside reference."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse(text: str) -> str | None:
    """The reference that a person meant, or None when it cannot be one."""
    cleaned = text.upper().translate(_LOOKALIKES)
    if len(cleaned) != LENGTH or any(letter not in ALPHABET for letter in cleaned):
        return None
    return cleaned
