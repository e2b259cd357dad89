"""Writing a policy in parts: a draft that keeps what is typed, right or wrong, until it is handed in as a version.

One draft is open at a lender; its officers write in it together. Each part counts how often it was saved: who saves an
older one is told that a colleague was faster, and nothing of either is lost.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import rules
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.lenders import facts
from hejie_platform.lenders.access import HeldLender
from hejie_platform.lenders.actions import policies, telling
from hejie_platform.lenders.models import PolicyDraft

MOST_FIELDS = 600
LONGEST = 200


@whole
def begin_draft(
    desk: HeldLender, *, mapping: Mapping[str, Any], based_on: str, now: datetime, action_id: UUID
) -> Done:
    """Open a draft that begins as this policy. Raises ActionRefused where one is open already."""
    _officer(desk)
    if PolicyDraft.objects.filter(lender=desk.lender, handed_in=None, dropped_at=None).exists():
        raise ActionRefused("draft_open_already")
    draft = PolicyDraft(
        lender=desk.lender,
        typed=[*facts.typed_from(_ours(desk, mapping)).items()],
        based_on=based_on,
        begun_by=desk.user,
        begun_at=now,
        changed_at=now,
    )
    draft.save(force_insert=True)
    return _record(desk, draft, "begin", now=now, action_id=action_id)


@whole
def save_part(
    desk: HeldLender,
    draft: PolicyDraft,
    *,
    part: str,
    typed: Mapping[str, str | list[str]],
    seen_version: int | None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Keep what was typed into one part, right or wrong. `seen_version` counts the savings of this part.

    Raises ActionRefused("stale") when a colleague saved the same part since it was shown.
    """
    row = _open(desk, draft)
    known = row.parts.get(part, {"version": 0, "writers": []})
    if seen_version != known["version"]:
        raise ActionRefused("stale")
    row.typed = [*(dict(row.typed) | _bounded(part, typed)).items()]
    row.parts = row.parts | {
        part: {
            "version": known["version"] + 1,
            "writers": sorted({*known["writers"], str(desk.user.pk)}),
            "by": str(desk.user.pk),
            "at": now.isoformat(),
        }
    }
    row.changed_at = now
    row.save()
    return _record(desk, row, "save", part=part, now=now, action_id=action_id)


@whole
def hand_in_draft(desk: HeldLender, draft: PolicyDraft, *, now: datetime, action_id: UUID) -> Done:
    """Make the draft a version that waits for a second person. Raises texts.Faulty with everything against it."""
    row = _open(desk, draft)
    mapping = facts.mapping_from(dict(row.typed))
    mapping["policy"]["version"] = str(policies.next_number(desk.lender))
    row.handed_in = policies.made(desk, mapping, now=now)
    row.save()
    owed = telling.waits(row.handed_in, now=now)
    number = row.handed_in.number
    return _record(desk, row, "hand_in", owed=owed, number=number, now=now, action_id=action_id)


@whole
def drop_draft(desk: HeldLender, draft: PolicyDraft, *, now: datetime, action_id: UUID) -> Done:
    """Give the draft up. What was typed is kept with it; the next one begins anew."""
    row = _open(desk, draft)
    row.dropped_at = now
    row.save()
    return _record(desk, row, "drop", now=now, action_id=action_id)


def _officer(desk: HeldLender) -> None:
    if "officer" not in desk.roles:
        raise ActionRefused("policy_needs_officer")


def _open(desk: HeldLender, draft: PolicyDraft) -> PolicyDraft:
    _officer(desk)
    still = PolicyDraft.objects.select_for_update().filter(
        pk=draft.pk, lender=desk.lender, handed_in=None, dropped_at=None
    )
    if (row := still.first()) is None:
        raise ActionRefused("draft_not_open")
    return row


def _ours(desk: HeldLender, mapping: Mapping[str, Any]) -> dict[str, Any]:
    """A policy under this lender's own name, kind, law and money, whatever it was copied from."""
    own = {"code": desk.lender.ref.lower(), "lender_type": desk.lender.lender_type}
    own |= {"country": desk.lender.country, "currency": rules.load_pack(desk.lender.country).currency}
    return {**mapping, "policy": {**mapping["policy"], **own}}


def _bounded(part: str, typed: Mapping[str, str | list[str]]) -> dict[str, str | list[str]]:
    """The fields of this part alone, and no more of them than any policy has."""
    mine = [(path, given) for path, given in typed.items() if facts.part_of(path) == part]
    return {
        path[:LONGEST]: given[:LONGEST]
        if isinstance(given, str)
        else [one[:LONGEST] for one in given[:LONGEST]]
        for path, given in mine[:MOST_FIELDS]
    }


def _record(
    desk: HeldLender,
    draft: PolicyDraft,
    verb: str,
    *,
    owed: tuple[Owed, ...] = (),
    now: datetime,
    action_id: UUID,
    **more: Any,
) -> Done:
    return record(
        chain=chain_for(desk.lender.id, "lender"),
        by=desk.acting("officer"),
        verb=f"policy.draft_{verb}",
        subject=draft.id,
        facts={"draft": draft.ref, **more},
        owed=owed,
        now=now,
        action_id=action_id,
    )
