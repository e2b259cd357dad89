"""From an accepted offer to what is drawn up: the parties by their legal names, the loans, the choices, the evaluation.

The plan runs from the day of the agreed claim, as it did when it was first shown, so that the schedule in the agreement
is the one that both sides saw. What the household can pay enters the terms only where the borrower shares it with this
lender: both sides read the terms.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from hejie import agreements, plans, rules, texts
from hejie_platform.agreements.facts import terms, tying, varying
from hejie_platform.agreements.models import Agreement, Tie
from hejie_platform.cases.access import guarantors_of
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.queries import shared_with
from hejie_platform.intake.queries.application import loans_of
from hejie_platform.lenders import queries as lenders
from hejie_platform.negotiation import facts as talks
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries import household_means
from hejie_platform.negotiation.queries.trial import Grounds, trial
from hejie_platform.people import queries as people
from hejie_platform.people.models import Organisation, User

LIFE_EVENTS: Final = ("job_lost", "illness", "bereavement", "disaster")
# What holds where a lender has published no standing terms: the platform's own rule, not law.
STANDING: Final = rules.AgreementTerms(
    grace_days=5,
    cure_days=15,
    sign_within_days=7,
    least_partial_share=Fraction(1, 2),
    waiver_booked_days=5,
    collection_stops_days=1,
    credit_report_days=30,
    clearance_letter_days=7,
    review_months=12,
    most_paused_instalments=2,
)


def tried_with_means(offer: Offer, on: Grounds, *, day: date) -> plans.Evaluation:
    """The offer's package tried on its claim, with the household's means where this lender may see them."""
    shares = shared_with(offer.negotiation, day=day).budget is not None
    means = household_means(offer.negotiation) if shares else None
    return trial(talks.package_of(offer), on, means=means).tried


def standing_terms(lender: Organisation, day: date) -> rules.AgreementTerms:
    """The standing terms of the lender's published policy, or the platform's own where it has none."""
    policy = lenders.policy_on(lender, day)
    return policy.published.agreement if policy else STANDING


def sign_by(offer: Offer, *, now: datetime) -> datetime:
    """The end of the time to sign: as the policy says, and never later than the eve of the first payment. An agreement
    that waits for others has the time of its tie."""
    today = clock.legal_day(now)
    days = standing_terms(offer.negotiation.creditor, today).sign_within_days
    if offer.negotiation.case.is_vulnerable:
        days *= 2
    tie = tying.tie_of(offer.negotiation, now=now)
    wanted = tie.until_day if tie else today + timedelta(days=days)
    last = min(wanted, talks.package_of(offer).first_payment_on - timedelta(days=1))
    return datetime.combine(last + timedelta(days=1), time(0), tzinfo=clock.legal_zone())


@dataclass(frozen=True, slots=True)
class Around:
    """What an agreement stands beside: the running one that it varies, the others that it waits for, the months in which
    the household's forecast leaves less than it asks for."""

    before: Agreement | None = None
    tie: Tie | None = None
    beyond: tuple[agreements.Span, ...] = ()


def drawn_up(
    offer: Offer, tried: plans.Evaluation, *, around: Around, until: datetime, now: datetime
) -> tuple[agreements.Terms | None, tuple[texts.Fault, ...]]:
    """The terms of the agreement, or everything that keeps them from being drawn up."""
    day = clock.legal_day(now)
    gaps = tuple(_gaps(offer, until, now))
    if gaps:
        return None, gaps
    return agreements.draw_up(
        tried,
        deal=_deal(offer, around, until, day),
        options=_options(offer, day),
        pack=law_of(offer),
    )


def _gaps(offer: Offer, until: datetime, now: datetime) -> Iterator[texts.Fault]:
    if until <= now:
        yield texts.fault("agreement_first_payment_too_soon", "first_due")
    for contract in talks.contracts_from_json(offer.claim.contract):
        for name in ("contract_on", "annual_rate", "matures_on"):
            if getattr(contract, name) is None:
                yield texts.fault("agreement_contract_unclear", name, ref=contract.ref)


def _deal(offer: Offer, around: Around, until: datetime, day: date) -> agreements.Deal:
    negotiation, last = offer.negotiation, clock.legal_day(until) - timedelta(days=1)
    mediation = live_mediation(negotiation)
    neutral = mediation.mediator if mediation else None
    return agreements.Deal(
        parties=tuple(_parties(negotiation, day)),
        loans=tuple(_named_loans(offer, around.before)),
        claim_on=offer.claim.as_of,
        start=talks.start_of(offer.claim),
        sign_by=last,
        body=mediation.body.name_zh if mediation and mediation.body and neutral else "",
        mediator=legal_name(neutral, day) if neutral else "",
        not_bound=tuple(_others(negotiation, day)),
        before=varying.before_of(around.before, now=day) if around.before else None,
        condition=tying.condition_of(around.tie, until=last),
        beyond=around.beyond,
    )


def live_mediation(negotiation: Negotiation) -> Mediation | None:
    """The mediation that has begun in these talks and goes on."""
    rows = Mediation.objects.filter(negotiations=negotiation, state="open").select_related("body", "mediator")
    return rows.order_by("created_at").first()


def legal_name(person: User, day: date) -> str:
    """The name that was proven, else what the person asks to be called."""
    proof = people.proven_identity(person, day)
    return str(proof.legal_name if proof else person.name)


def _parties(negotiation: Negotiation, day: date) -> Iterator[agreements.Party]:
    borrower = negotiation.case.borrower
    if borrower is not None:
        yield _person("borrower", borrower, day)
    for party in guarantors_of(negotiation).select_related("user"):
        yield _person("guarantor", party.user, day)
    yield agreements.Party("lender", negotiation.creditor.name_zh, negotiation.creditor.ref)


def _person(role: str, person: User, day: date) -> agreements.Party:
    proof = people.proven_identity(person, day)
    return agreements.Party(role, legal_name(person, day), masked(proof.id_number) if proof else person.ref)


def masked(number: str) -> str:
    """First four and last four characters, enough to tell two people of one name apart."""
    return number if len(number) <= 8 else f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def _named_loans(offer: Offer, before: Agreement | None = None) -> Iterator[agreements.NamedLoan]:
    """The loans with the terms that the agreement changes: those of their contract, or of the agreement before."""
    told = {loan.ref: loan for loan in loans_of(offer.negotiation.case)}
    for contract in talks.contracts_from_json(offer.claim.contract):
        loan = told.get(contract.ref)
        if contract.contract_on and contract.annual_rate is not None and contract.matures_on:
            yield agreements.NamedLoan(
                contract=(loan.contract_number if loan else "") or contract.ref,
                product=(loan.app_name if loan else "") or offer.negotiation.creditor.name_zh,
                contract_on=contract.contract_on,
                old_rate=terms.rate_of(terms.terms_of(before)) if before else contract.annual_rate,
                old_maturity_on=terms.last_due_of(terms.terms_of(before)) if before else contract.matures_on,
            )


def _others(negotiation: Negotiation, day: date) -> list[str]:
    """How many other creditors the household has, where the borrower shares that with this lender; never their names."""
    if shared_with(negotiation, day=day).other_debts_minor is None:
        return []
    others = loans_of(negotiation.case).exclude(creditor=negotiation.creditor).count()
    return [str(others)] if others else []


def _options(offer: Offer, day: date) -> agreements.Options:
    """A waiver that is lost with the plan is booked when the plan has been kept; one that stays is booked at once."""
    negotiation, loans = offer.negotiation, list(_named_loans(offer))
    is_lost = talks.package_of(offer).on_breach == "lost"
    return replace(
        agreements.Options(
            payee=negotiation.creditor.name_zh,
            channel=loans[0].product if loans else negotiation.creditor.name_zh,
            account_mark=masked(loans[0].contract) if loans else negotiation.ref,
            standing=standing_terms(negotiation.creditor, day),
        ),
        credit_report="agreed",
        full_settlement="agreed",
        clearance_letter="agreed",
        life_events=LIFE_EVENTS,
        waiver_on="last_payment" if is_lost else "effect",
        waiver_on_breach="lost" if is_lost else "kept",
    )
