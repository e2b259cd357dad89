"""Two names for every row: a UUIDv7 inside (sorts in the order of making), a 10-character reference outside.

References use Crockford's base 32 (no I, L, O, U), so that one can be read over the phone:
`parse("hj3k9-0m2ab")` and `parse("HJ3K90M2AB")` are the same reference, and so is one typed with
the letter O for a zero. 50 random bits: not to be guessed, and not a count of anything.
"""

import secrets
import threading
import time
import uuid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


_MILLISECOND = 1 << 74  # 74 random bits stand below the milliseconds


class _Rising:
    """Numbers of milliseconds and randomness, each greater than the one before, also when the machine's clock goes back
    (RFC 9562, section 6.2, method 2)."""

    def __init__(self) -> None:
        self._last, self._one_at_a_time = 0, threading.Lock()

    def next(self) -> int:
        fresh = time.time_ns() // 1_000_000 * _MILLISECOND + secrets.randbits(74)
        with self._one_at_a_time:
            self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(40)
            return self._last


_rising = _Rising()


def uuid7() -> uuid.UUID:
    """A new RFC 9562 version 7 id: 48 bits of milliseconds, then randomness.

    Within one process each id is greater than the one before: rows in the order of their ids are in the order of their making.
    """
    stamp, low = divmod(_rising.next(), _MILLISECOND)
    high, rest = divmod(low, 1 << 62)
    return uuid.UUID(int=(stamp & ((1 << 48) - 1)) << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | rest)


def reference() -> str:
    """A new outside reference."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def parse(text: str) -> str | None:
    """The reference that a person meant, or None when it cannot be one."""
    cleaned = text.upper().translate(_LOOKALIKES)
    if len(cleaned) != LENGTH or any(letter not in ALPHABET for letter in cleaned):
        return None
    return cleaned
