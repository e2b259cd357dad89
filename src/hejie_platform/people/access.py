"""Who may hold a proof of identity: its owner, and the platform's reviewers. Nobody fetches one otherwise."""

from dataclasses import dataclass
from datetime import date

from hejie_platform.core import ids
from hejie_platform.people.models import IdentityProof, User
from hejie_platform.people.queries import memberships_on

DECIDERS = frozenset({"reviewer", "supervisor"})


class NotHeld(Exception):
    """There is no such row for this person. Pages answer 404."""


@dataclass(frozen=True, slots=True)
class HeldProof:
    """A proof in somebody's hands. `role` is owner, reviewer or supervisor; nobody decides about themselves."""

    user: User
    role: str
    proof: IdentityProof


def proof_for(person: User, ref: str, *, day: date) -> HeldProof:
    """The proof of this reference, for its owner and for deciders. Raises NotHeld."""
    parsed = ids.parse(ref)
    proof = IdentityProof.objects.select_related("user", "front__key", "back__key").filter(ref=parsed).first()
    if proof is None:
        raise NotHeld
    return HeldProof(person, "owner" if proof.user_id == person.pk else decider_role(person, day=day), proof)


def proof_to_decide(person: User, ref: str, *, day: date) -> HeldProof:
    """The proof of somebody else, in the hands of a decider. Raises NotHeld."""
    held = proof_for(person, ref, day=day)
    if held.role == "owner":
        raise NotHeld
    return held


def decider_role(person: User, *, day: date) -> str:
    """reviewer or supervisor of the platform on `day`. Raises NotHeld for everybody else."""
    rows = memberships_on(person, day).filter(organisation__kind="platform", role__in=DECIDERS)
    roles = sorted(rows.values_list("role", flat=True))
    if not roles:
        raise NotHeld
    return roles[0]
