"""Keys of the API: an officer makes one for their own name, a checker approves it, either of them ends it.

The secret is shown once, to who made it, and kept as a hash. What the key does is the officer's act, within the officer's
authority: a membership that ended takes its keys with it.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hejie_platform.core import clock, ids
from hejie_platform.ledger.actions import ActionRefused, Done, chain_for, record, whole
from hejie_platform.lenders import facts
from hejie_platform.lenders.access import HeldLender
from hejie_platform.lenders.models import ApiCall, ApiKey

LONGEST = timedelta(days=365)


def make_key(
    desk: HeldLender, *, label: str, scopes: Sequence[str], days: int, now: datetime, action_id: UUID
) -> tuple[Done, str]:
    """A key for this officer, and its text; it opens nothing before a checker approved it. The text is empty when the act
    is repeated. Raises ActionRefused."""
    ref, secret = ids.reference(), secrets.token_urlsafe(32)
    row = ApiKey(
        ref=ref,
        lender=desk.lender,
        officer=desk.user,
        label=label.strip()[:80],
        scopes=sorted({*scopes} & {*ApiKey.SCOPES}),
        secret_hash=facts.hashed(secret),
        made_at=now,
        expires_on=clock.legal_day(now + min(timedelta(days=days), LONGEST)),
    )
    done = _keep(desk, row, now=now, action_id=action_id)
    return done, "" if done.repeated else facts.key_text(ref, secret)


@whole
def _keep(desk: HeldLender, row: ApiKey, *, now: datetime, action_id: UUID) -> Done:
    if "officer" not in desk.roles:
        raise ActionRefused("key_needs_officer")
    if not row.scopes:
        raise ActionRefused("key_needs_scope")
    row.save(force_insert=True)
    return _record(desk, row, "key.make", "officer", now=now, action_id=action_id)


@whole
def approve_key(desk: HeldLender, row: ApiKey, *, now: datetime, action_id: UUID) -> Done:
    """Let a colleague's key work. Raises ActionRefused."""
    if "checker" not in desk.roles:
        raise ActionRefused("key_needs_checker")
    if row.officer_id == desk.user.pk:
        raise ActionRefused("key_own")
    fresh = ApiKey.objects.filter(
        pk=row.pk, lender=desk.lender, approved_at__isnull=True, revoked_at__isnull=True
    )
    if not fresh.update(approved_by=desk.user, approved_at=now):
        raise ActionRefused("stale")
    return _record(desk, row, "key.approve", "checker", now=now, action_id=action_id)


@whole
def revoke_key(desk: HeldLender, row: ApiKey, *, now: datetime, action_id: UUID) -> Done:
    """End a key at once; any officer or checker of the lender may. Raises ActionRefused when it has ended."""
    if not ApiKey.objects.filter(pk=row.pk, lender=desk.lender, revoked_at__isnull=True).update(
        revoked_at=now, revoked_by=desk.user
    ):
        raise ActionRefused("stale")
    return _record(desk, row, "key.revoke", desk.roles[0], now=now, action_id=action_id)


def note_call(key: ApiKey, *, name: str, digest: str, now: datetime) -> ApiCall:
    """The row of one write under the caller's own name for it; the same row when it is sent again.

    Raises ActionRefused("call_name_taken") when another request came under this name.
    """
    call, _ = ApiCall.objects.get_or_create(
        key=key, name=name, defaults={"digest": digest, "action": ids.uuid7(), "at": now}
    )
    if call.digest != digest:
        raise ActionRefused("call_name_taken")
    return call


def _record(desk: HeldLender, row: ApiKey, verb: str, role: str, *, now: datetime, action_id: UUID) -> Done:
    return record(
        chain=chain_for(desk.lender.id, "lender"),
        by=desk.acting(role),
        verb=verb,
        subject=row.id,
        facts={"key": row.ref, "scopes": row.scopes, "until": row.expires_on.isoformat()},
        now=now,
        action_id=action_id,
    )
