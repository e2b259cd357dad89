"""Rows -> what `steps.decide` asks beside role and state, for every step of every machine.

    facts_for(offer, "accept", by=actor, now=now, legal_notice_seen=True)

Only what the step's row needs is read; what the person brings with the act itself (a reason, a proof, the notice read)
comes in as keywords and wins. A claim that no reader knows keeps its default: nothing stands against it.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Q

from hejie import agreements, rules, steps, texts
from hejie_platform.agreements.facts import keeping, mediated, terms
from hejie_platform.agreements.facts.asked import Asked, Reader
from hejie_platform.agreements.models import Agreement, Obligation, Signature, Variation
from hejie_platform.cases import facts as case_facts
from hejie_platform.cases.models import (
    Clock,
    Hold,
    Negotiation,
    PendingAct,
    Proceeding,
    Standstill,
    Stepped,
)
from hejie_platform.ledger.actions import Actor
from hejie_platform.ledger.queries import timeline
from hejie_platform.negotiation import facts as talks
from hejie_platform.negotiation.models import Offer
from hejie_platform.negotiation.queries.trial import grounds, is_within, trial

RUNNING = ("effective", "in_cure")
STANDING = ("signing", *RUNNING)
OTHER_SIDE: Mapping[str, str] = {"borrower": "lender", "lender": "borrower"}
BROUGHT = frozenset(item.name for item in fields(steps.StepFacts))


def facts_for(
    row: Stepped, step: str, *, by: Actor, now: datetime, note: str = "", **brought: Any
) -> steps.StepFacts:
    """The facts of one attempt. Raises LookupError for an unknown step, TypeError for a fact that does not exist."""
    found = steps.find(row.MACHINE, step)
    if found is None:
        raise LookupError(f"{row.MACHINE} has no step {step}")
    if unknown := brought.keys() - BROUGHT:
        raise TypeError(f"no such facts: {', '.join(sorted(unknown))}")
    asked = Asked(row, found, by, now, note)
    read = {name: READERS[name](asked) for name in _wanted(found) if name in READERS and name not in brought}
    made = steps.StepFacts(**{**read, **brought})
    return case_facts.with_standing(made, row=row, actor=by, now=now, step=step)


def _wanted(step: steps.Step) -> list[str]:
    """The facts that the row's needs name; and whether a mediator is in it, which starts a clock."""
    needs = [steps.NEEDS[name].fact for name in step.needs if name in steps.NEEDS]
    sides = [steps.SIDE_NEEDS[name].fact for name in step.needs if name in steps.SIDE_NEEDS]
    checked = ["within_authority"] if steps.PENDING_NEED in step.needs else []
    return [*needs, *sides, *checked, "is_mediated"]


# --- whose thing it is -----------------------------------------------------------------------------


def _owner_side(asked: Asked) -> str:
    if isinstance(asked.row, Agreement):
        accused = OTHER_SIDE.get(asked.side, "")
        return accused if asked.step.name == "breach" else asked.row.side_in_cure
    return str(asked.row.side)


def _variation_side(asked: Asked) -> str:
    found = open_variation(asked.agreement)
    return found.side if found else ""


def open_variation(agreement: Agreement) -> Variation | None:
    """The request for change that waits for an answer."""
    return Variation.objects.filter(agreement=agreement, ended_at__isnull=True).first()


def _variation_open(asked: Asked) -> bool:
    return open_variation(asked.agreement) is not None


# --- who acts --------------------------------------------------------------------------------------


def waiting_act(negotiation: Negotiation) -> PendingAct | None:
    """The maker's act that waits for a checker, the oldest first."""
    waiting = PendingAct.objects.filter(negotiation=negotiation, decided_at__isnull=True)
    return waiting.order_by("made_at", "pk").first()


def _act_pending(asked: Asked) -> bool:
    return waiting_act(asked.row) is not None


def _same_person(asked: Asked) -> bool:
    act = waiting_act(asked.row)
    return act is not None and act.maker_id == (asked.by.user.pk if asked.by.user else None)


def _within_authority(asked: Asked) -> bool:
    """Whether this officer or checker may do it alone: by the policy's levels, or because a checker said yes."""
    if asked.side != "lender" or asked.by.role not in LENDER_ROLES:
        return True
    if isinstance(asked.row, (Offer, Agreement)) and asked.step.name in WITH_A_PACKAGE:
        offer = asked.row if isinstance(asked.row, Offer) else asked.row.offer
        return is_within(offer, asked.by.role, day=asked.day) or _was_approved(asked)
    if isinstance(asked.row, Obligation) or asked.step.name == "fail":
        return asked.by.role == "checker" or _was_approved(asked)
    return True


LENDER_ROLES = tuple(role for role, side in steps.SIDES.items() if side == "lender")
WITH_A_PACKAGE = frozenset({"put", "counter", "replace", "accept", "sign"})


def pending_terms(row: Any, reason: str = "") -> dict[str, Any]:
    """What a checker decides on: which thing, and the package that it is about."""
    terms_ = {"subject": str(row.id), "ref": row.ref, "reason": reason}
    offer = row if isinstance(row, Offer) else getattr(getattr(row, "agreement", row), "offer", None)
    if offer is None:
        return terms_
    return terms_ | {
        "offer": offer.number,
        "package_hash": offer.package_hash,
        "package": offer.package,
        "claim_hash": offer.claim.hash,
    }


def _was_approved(asked: Asked) -> bool:
    """Whether a checker approved this act on this very thing."""
    acts = PendingAct.objects.filter(
        negotiation__in=asked.negotiations,
        act=f"{asked.row.MACHINE}.{asked.step.name}",
        decision="approved",
        terms__subject=str(asked.row.id),
    )
    return acts.exists()


# --- what happened ---------------------------------------------------------------------------------


def _clock_due(asked: Asked) -> bool:
    """A clock that takes the step has run out by definition; a person takes it only when one has."""
    if asked.by.role == steps.CLOCK:
        return True
    rules_ = [rule.name for rule in steps.CLOCKS.values() if rule.on_due == asked.step.name]
    ran_out = Clock.objects.filter(
        subject=asked.row.id, rule__in=rules_, due_at__lte=asked.now, paused_at__isnull=True
    )
    return ran_out.filter(stopped_at__isnull=True).exists()


def _contact_tried(asked: Asked) -> bool:
    """Another channel and a person were tried by the clocks; or the person who acts writes down how it was tried."""
    reminded = Clock.objects.filter(
        negotiation__in=asked.negotiations, rule="borrower_reply", fired_at__isnull=False
    )
    return bool(asked.note.strip() and asked.by.user) or reminded.exists()


def _lender_answered(asked: Asked) -> bool:
    """Whether no offer of the borrower lies with the lender: its silence must not end the talks."""
    return not Offer.objects.filter(negotiation=asked.row, state="open", side="borrower").exists()


def _agreement_stands(asked: Asked) -> bool:
    return standing_agreements(asked.negotiations).exists()


def standing_agreements(negotiations: list[Negotiation]) -> Any:
    """Agreements of these talks that are in signing, effective or in cure."""
    return Agreement.objects.filter(negotiation__in=negotiations, state__in=STANDING)


def _agreement_running(asked: Asked) -> bool:
    return asked.agreement.state in RUNNING or asked.row.code in keeping.OUTLIVES


def _talks_live(asked: Asked) -> bool:
    return any(one.state != "ended" for one in asked.negotiations)


def _talks_open(asked: Asked) -> bool:
    negotiation = asked.row.the_negotiation
    return negotiation.talks_are_open or (negotiation.state == "waiting" and asked.side == "lender")


def _figures_open(asked: Asked) -> bool:
    return asked.row.state in ("waiting", "asked", "talking") or asked.row.is_varying


def _other_talks_live(asked: Asked) -> bool:
    own = asked.row.the_negotiation
    others = Negotiation.objects.filter(case=own.case, creditor=own.creditor).exclude(pk=own.pk)
    return others.exclude(state="ended").exists()


def _case_open(asked: Asked) -> bool:
    return bool(asked.row.the_case.state == "open")


def _was_open(asked: Asked) -> bool:
    entries = timeline([asked.row.id], ["borrower"]).filter(verb="case.admit")
    return bool(asked.negotiations) or entries.exists()


def _was_declined(asked: Asked) -> bool:
    return bool(asked.row.reason == "not_accepted")


def _standstill_runs(asked: Asked) -> bool:
    runs = Q(from_day__lte=asked.day, until_day__gte=asked.day)
    return Standstill.objects.filter(runs, negotiation=asked.row).exists()


def _proceeding_runs(asked: Asked) -> bool:
    return Proceeding.objects.filter(negotiation=asked.row, until_day__isnull=True).exists()


def _on_hold(asked: Asked) -> bool:
    return Hold.objects.filter(case=asked.row.the_case, lifted_at__isnull=True).exists()


def _breach_found(asked: Asked) -> bool:
    return keeping.is_in_breach(asked.row, OTHER_SIDE.get(asked.side, ""), asked.day)


def _cure_over(asked: Asked) -> bool:
    """No time to cure runs any more."""
    running = Clock.objects.filter(
        subject=asked.row.id,
        rule="cure",
        stopped_at__isnull=True,
        fired_at__isnull=True,
        due_at__gt=asked.now,
    )
    return not running.exists()


def _all_done(asked: Asked) -> bool:
    return keeping.all_paid(asked.row)


# --- what the law says -----------------------------------------------------------------------------


def _checks_pass(asked: Asked) -> bool:
    """No check blocks; for a signature also none that could block is unknown. By the law pack of today."""
    if isinstance(asked.row, Agreement):
        return not any(finding.stops_signing for finding in findings_now(asked.row, asked.day))
    return not any(finding.verdict == "block" for finding in _tried(asked.row, asked.day))


def _tried(offer: Offer, day: date) -> tuple[rules.Finding, ...]:
    try:
        on = grounds(offer.negotiation, offer.claim, day=day)
        return trial(talks.package_of(offer), on).tried.findings
    except texts.Faulty:
        return ()  # it cannot be drawn up, which says more than a check


def findings_now(agreement: Agreement, day: date) -> tuple[rules.Finding, ...]:
    """What the law pack in force finds about the frozen package on its claim."""
    on = grounds(agreement.negotiation, agreement.offer.claim, day=day)
    return trial(agreements.package_of(terms.terms_of(agreement)), on).tried.findings


# --- signatures -----------------------------------------------------------------------


def signed_slots(agreement: Agreement) -> dict[int, Signature]:
    """Which place of the document is signed by whom."""
    return {one.place: one for one in Signature.objects.filter(agreement=agreement).order_by("place")}


def _all_signed(asked: Asked) -> bool:
    needed = terms.slots_of(terms.terms_of(asked.row))
    return all(slot.place in signed_slots(asked.row) for slot in needed)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **mediated.READERS,
        "owner_side": _owner_side,
        "variation_side": _variation_side,
        "same_person": _same_person,
        "act_pending": _act_pending,
        "within_authority": _within_authority,
        "clock_due": _clock_due,
        "contact_tried": _contact_tried,
        "lender_answered": _lender_answered,
        "agreement_stands": _agreement_stands,
        "agreement_running": _agreement_running,
        "talks_live": _talks_live,
        "talks_open": _talks_open,
        "figures_open": _figures_open,
        "other_talks_live": _other_talks_live,
        "case_open": _case_open,
        "was_open": _was_open,
        "was_declined": _was_declined,
        "standstill_runs": _standstill_runs,
        "proceeding_runs": _proceeding_runs,
        "variation_open": _variation_open,
        "breach_found": _breach_found,
        "cure_over": _cure_over,
        "checks_pass": _checks_pass,
        "all_signed": _all_signed,
        "all_done": _all_done,
    }
)
