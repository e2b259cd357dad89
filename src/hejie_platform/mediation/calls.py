"""Video and telephone through an adapter, where an installation has one; without it a meeting is held in text.

An installation names the address of its conference server and a shared secret; each participant of a booked meeting gets a token
of their own (a JWT signed with HS256, as Jitsi and others read it), which opens that one room from a quarter of an hour
before until a quarter of an hour after, and says what the person is, not who.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from hejie_platform.core import keys

MARGIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Call:
    """Where one participant goes, and until when that works."""

    url: str
    until: datetime


def call_for(
    meeting: str,
    *,
    seat: str,
    is_moderator: bool,
    may_record: bool,
    starts_at: datetime,
    minutes: int,
    now: datetime,
) -> Call | None:
    """The participant's own way into the meeting; None without an adapter, too early, or too late."""
    opens, closes = starts_at - MARGIN, starts_at + timedelta(minutes=minutes) + MARGIN
    if not settings.HEJIE_CALL_URL or not opens <= now <= closes:
        return None
    room = keys.keyed_hash(meeting, purpose="call room")[:24]
    claims = {
        "iss": "hejie",
        "aud": "hejie",
        "sub": "*",
        "room": room,
        "nbf": int(opens.timestamp()),
        "exp": int(closes.timestamp()),
        "context": {
            "user": {
                "id": keys.keyed_hash(f"{meeting} {seat}", purpose="call seat")[:16],
                "moderator": is_moderator,
            },
            "features": {"recording": may_record},
        },
    }
    return Call(f"{settings.HEJIE_CALL_URL.rstrip('/')}/{room}?jwt={_token(claims)}", closes)


def _token(claims: Mapping[str, object]) -> str:
    head = {"alg": "HS256", "typ": "JWT"}
    signed = f"{_part(head)}.{_part(claims)}"
    mark = hmac.digest(settings.HEJIE_CALL_SECRET.encode(), signed.encode(), "sha256")
    return f"{signed}.{_encoded(mark)}"


def _part(value: Mapping[str, object]) -> str:
    return _encoded(json.dumps(value, separators=(",", ":"), sort_keys=True).encode())


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
