"""System checks: what must be true before Hejie serves anyone."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from hejie_platform.core import keys
from hejie_platform.core.modes import Mode


@register(Tags.security)
def keyring_opens(**_: Any) -> list[CheckMessage]:
    """The keyring must hold at least one usable key in every mode."""
    try:
        keys.parse_ring(settings.HEJIE_KEYRING)
    except keys.KeysBroken as error:
        return [Error(f"The keyring cannot be used: {error}.", id="hejie.E001")]
    return []


@register(Tags.security)
def demo_stays_at_home(**_: Any) -> list[CheckMessage]:
    """Anyone may enter a demo as anyone: it must answer on loopback alone."""
    if settings.HEJIE_MODE is not Mode.DEMO:
        return []
    strangers = set(settings.ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]", "testserver"}
    if strangers:
        return [Error(f"Demo mode must not serve {', '.join(sorted(strangers))}.", id="hejie.E002")]
    return []


@register(Tags.security)
def sqlite_is_served_by_one(**_: Any) -> list[CheckMessage]:
    """On SQLite one web process polls for live pages; more would miss each other's news."""
    is_sqlite = str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
    if is_sqlite and settings.HEJIE_WEB_PROCESSES > 1:
        return [Error("SQLite serves one web process; use PostgreSQL for more.", id="hejie.E003")]
    return []
