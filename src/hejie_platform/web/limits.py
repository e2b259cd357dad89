"""How often a public page that computes may be asked from one address. Only a count is kept, under a keyed hash, for an hour."""

from django.core.cache import cache
from django.http import HttpRequest

from hejie_platform.core import keys

HOUR = 3600


def is_too_often(page: str, request: HttpRequest, *, most: int) -> bool:
    """Counts this request; True when more than `most` came from its address within the hour since the first."""
    name = f"asked-{page}-{keys.keyed_hash(request.META.get('REMOTE_ADDR', ''), purpose='asked')}"
    cache.add(name, 0, timeout=HOUR)
    try:
        return cache.incr(name) > most
    except ValueError:  # it ran out in between
        return False
