"""One negotiation as its pages show it, read in a fixed number of queries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hejie import loans, steps
from hejie import negotiation as engine
from hejie.plans import household
from hejie_platform.cases.actions import Also
from hejie_platform.cases.models import Case, Clock, Mediation, Negotiation, PendingAct
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.intake.queries import ahead_of, budget_of, savings_of
from hejie_platform.ledger.models import Entry
from hejie_platform.ledger.queries import timeline
from hejie_platform.lenders.queries import policy_version_on
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, Message, Offer, Request, Room
from hejie_platform.people.models import User
from hejie_platform.people.queries import proven_identity

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Talks:
    """Everything that both sides see of one negotiation, and the acts that wait inside the lender.

    `claim` is the newest one; `offers` in the order of their numbers; `requests` the newest first.
    """

    negotiation: Negotiation
    claim: Claim | None
    offers: Sequence[Offer]
    requests: Sequence[Request]
    clocks: Sequence[Clock]
    room: Room | None
    pending: Sequence[PendingAct]

    @property
    def rests(self) -> bool:
        """Whether the time limits of these talks stand still."""
        return any(one.paused_at for one in self.clocks)

    @property
    def open_offer(self) -> Offer | None:
        """The offer on the table, also one whose time has just passed."""
        return next((offer for offer in self.offers if offer.state == "open"), None)

    @property
    def accepted_offer(self) -> Offer | None:
        return next((offer for offer in self.offers if offer.state == "accepted"), None)

    @property
    def latest_number(self) -> int:
        """The number of the newest offer: what a form shows, so that a newer one is noticed."""
        return self.offers[-1].number if self.offers else 0

    @property
    def facts_agreed(self) -> bool:
        return facts.is_agreed(self.claim)

    @property
    def open_request(self) -> Request | None:
        """What the borrower's side still has to answer."""
        return next((one for one in self.requests if one.answered_at is None), None)

    @property
    def positions(self) -> tuple[engine.Row, ...]:
        """Both sides' latest positions, issue by issue."""
        return engine.positions(facts.log_of(self.offers))

    def has_policy(self, day: date) -> bool:
        """Whether the lender has a policy in force, from which plans can be made."""
        return policy_version_on(self.negotiation.creditor, day) is not None

    def words_of(self, row: Request | Offer) -> str:
        """What was written with a request or an offer."""
        place = f"offer.{row.number}" if isinstance(row, Offer) else "request"
        return facts.open_words(self.room, row.words, place=place)


def talks(row: Negotiation) -> Talks:
    """The talks of a negotiation in somebody's hands. Seven queries."""
    return Talks(
        negotiation=row,
        claim=latest_claim(row),
        offers=list(
            Offer.objects.filter(negotiation=row)
            .select_related("put_by", "claim", "determination")
            .order_by("number")
        ),
        requests=list(
            Request.objects.filter(negotiation=row).select_related("made_by").order_by("-made_at", "-id")
        ),
        clocks=list(
            Clock.objects.filter(negotiation=row, stopped_at__isnull=True, fired_at__isnull=True).order_by(
                "due_at", "id"
            )
        ),
        room=Room.objects.filter(negotiation=row, audience=SHARED).select_related("key").first(),
        pending=list(
            PendingAct.objects.filter(negotiation=row, decided_at__isnull=True)
            .select_related("maker")
            .order_by("made_at", "id")
        ),
    )


def latest_claim(row: Negotiation) -> Claim | None:
    """What the creditor last said is owed."""
    return Claim.objects.filter(negotiation=row).select_related("stated_by").order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Said:
    """One message, opened. `seq` counts from 1 without gaps."""

    seq: int
    sender: User | None
    role: str
    sent_at: datetime
    text: str


def said_in_room(room: Room | None, *, after: int = 0) -> list[Said]:
    """The messages of the joint room after number `after`, in order: what a reader who comes back has missed."""
    if room is None:
        return []
    rows = Message.objects.filter(room=room, seq__gt=after).select_related("sender").order_by("seq")
    return [
        Said(
            row.seq,
            row.sender,
            row.role,
            row.sent_at,
            facts.open_words(room, row.body, place=f"message.{row.seq}"),
        )
        for row in rows
    ]


def lengths(rooms: set[UUID]) -> dict[UUID, int]:
    """How many messages each of these rooms holds."""
    return dict(Room.objects.filter(pk__in=rooms).values_list("pk", "length"))


def borrower_name(row: Negotiation, *, now: datetime) -> str:
    """The borrower as their creditor knows them: by their proven name, else as they want to be called."""
    borrower = row.case.borrower
    if borrower is None:
        return ""
    proof = proven_identity(borrower, clock.legal_day(now))
    return str(proof.legal_name if proof else borrower.name)


def household_means(row: Negotiation) -> facts.Means:
    """What the household can pay to this creditor: its share of the budget, by all debts of the household."""
    return household_of(row)[0]


def household_of(row: Negotiation) -> tuple[facts.Means, facts.Usual]:
    """The same with the part of the household's usual month that falls to this creditor."""
    made, debts = budget_of(row.case).made, debts_of(row.case, row.ref)
    whole = facts.usual_of(made, ahead_of(row.case, made), laid_by_minor=laid_by(row.case) or 0)
    return facts.means_of(made, debts, row.ref), whole.part(debts, row.ref)


def laid_by(case: Case) -> int | None:
    """What the household has laid by and can do without, minor units; None where it has not said."""
    told = savings_of(case)
    return told.spare_minor if told else None


def laid_by_still(case: Case, *, but: Negotiation | None = None) -> int | None:
    """The same less what other talks than `but` were promised at once by offers that ran on when it was told: for the
    household's own eyes, since it moves with what other creditors get."""
    told = savings_of(case)
    if told is None:
        return None
    rows = Offer.objects.filter(negotiation__case=case, state="accepted", expires_at__gt=told.told_at)
    taken = sum(facts.package_of(one).upfront_minor for one in rows.exclude(negotiation=but).order_by("id"))
    return max(told.spare_minor - taken, 0)


def debts_of(case: Case, *of: str, apart: Sequence[str] = ()) -> household.Debts:
    """What the household owes to each creditor, by which everybody's share is measured: talks by their reference, loans
    without any by their own. Talks in a state that is `apart` are left out; those of `of` are there even if their loans
    went to others.

    It is the borrower's word, the same for every creditor's desk, and no act of a creditor moves it. Only where the
    borrower does not know, the creditor's own figures count.
    """
    found = Counter(dict.fromkeys(of, 0))
    rows = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True).exclude(
        negotiation__state__in=apart
    )
    for loan, talks_of, minor in rows.order_by("id").values_list("ref", "negotiation__ref", "balance_minor"):
        found[talks_of or loan] += minor or 0
    if unknown := [name for name, minor in found.items() if not minor]:
        stated = Claim.objects.filter(negotiation__ref__in=unknown).select_related("negotiation")
        newest = {one.negotiation.ref: facts.buckets_of(one).total for one in stated.order_by("number")}
        return household.Debts.of({**found, **newest})
    return household.Debts.of(found)


def voids(row: Negotiation, *, accepted: bool = False) -> tuple[Also, ...]:
    """The open offer falls when its talks end; with `accepted` also the one that an agreement was drawn up from."""
    states = ("open", "accepted") if accepted else ("open",)
    return tuple(
        Also(offer, "void")
        for offer in Offer.objects.filter(negotiation=row, state__in=states).order_by("number")
    )


def ends(row: Negotiation, mediation_step: str) -> tuple[Also, ...]:
    """What ends with the talks: the open offer, and a mediation of nothing else."""
    found = Mediation.objects.filter(negotiations=row).exclude(state="ended").order_by("created_at")
    alone = (one for one in found if not one.negotiations.exclude(pk=row.pk).exclude(state="ended").exists())
    return (*voids(row), *(Also(one, mediation_step) for one in alone if _fits(one, mediation_step)))


def _fits(mediation: Mediation, step: str) -> bool:
    row = steps.find("mediation", step)
    return row is not None and mediation.state in row.sources


def owed(claim: Claim) -> loans.Buckets:
    """What a claim says is owed, bucket by bucket."""
    return facts.buckets_of(claim)


def contracts(claim: Claim) -> tuple[facts.Contract, ...]:
    """The loans of a claim as the creditor states them."""
    return facts.contracts_from_json(claim.contract)


def loans_here(row: Negotiation) -> list[ClaimedLoan]:
    """The loans that these talks are about, as the borrower knows them."""
    return list(ClaimedLoan.objects.filter(negotiation=row, removed_at__isnull=True).order_by("id"))


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """Something that happened in the talks after a maker looked."""

    at: datetime
    verb: str
    role: str


def changes_since(act: PendingAct) -> list[ChangeSince]:
    """What changed for both sides since the maker looked, oldest first."""
    rows = timeline([act.negotiation_id], [SHARED]).filter(at__gt=act.made_at)
    return [ChangeSince(entry.at, entry.verb, entry.role) for entry in reversed(list[Entry](rows))]
