"""What the steps of a mediation ask: who consented, whether the mediator fits, accepted and told their ties.

mediated.missing_consents(mediation)    # ["lender:0198..."]
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from hejie_platform.agreements.facts.asked import Asked, Reader
from hejie_platform.cases.access import Held, guarantors_in
from hejie_platform.cases.models import Appointment, Mediation, MediationConsent, Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.people.queries import memberships_on


def _mediator_fit(asked: Asked) -> bool:
    return asked.by.user is not None and has_no_ties(asked.row, asked.by.user, asked.day)


def has_no_ties(mediation: Mediation, person: Any, day: date) -> bool:
    """Whether somebody is neither a party of the case nor on the staff of one of its creditors."""
    creditors = mediation.negotiations.values("creditor_id")
    works_there = memberships_on(person, day).filter(organisation_id__in=creditors).exists()
    return not works_there and not Party.objects.filter(case=mediation.case, user=person).exists()


def consenting(mediation: Mediation) -> list[MediationConsent]:
    """Who has said yes and has not left."""
    rows = MediationConsent.objects.filter(mediation=mediation, left_at__isnull=True)
    return list(rows.select_related("given_by").order_by("given_at", "id"))


def missing_consents(mediation: Mediation) -> list[str]:
    """The sides that have not said yes: borrower, guarantor:<id>, lender:<negotiation id>.

    A guarantor who said no takes no part, and nobody waits for them.
    """
    given = {_consent_key(one) for one in consenting(mediation)}
    out = MediationConsent.objects.filter(mediation=mediation, side="guarantor", left_at__isnull=False)
    guarantors = guarantors_in(mediation.negotiations.all())
    guarantors = guarantors.exclude(user__in=out.values("given_by"))
    wanted = ["borrower"]
    wanted += [f"guarantor:{user}" for user in guarantors.values_list("user_id", flat=True)]
    talks_ids = mediation.negotiations.order_by("created_at").values_list("id", flat=True)
    wanted += [f"lender:{found}" for found in talks_ids]
    return [key for key in wanted if key not in given]


def party_of(held: Held, mediation: Mediation, now: datetime) -> tuple[str, Negotiation | None]:
    """Which party the holder speaks for, and for a lender in which talks.

    The platform's operator writes down what a creditor says that is not here, so only such talks are theirs to speak for.
    """
    if {"borrower", "representative"} & set(held.roles):
        return "borrower", None
    if "guarantor" in held.roles:
        return "guarantor", None
    talks = mediation.negotiations.order_by("created_at")
    if not held.is_lender_side:
        return "lender", talks.filter(creditor__channel="outside").first()
    mine = memberships_on(held.user, clock.legal_day(now)).values("organisation_id")
    return "lender", talks.filter(creditor_id__in=mine).first()


def _consent_key(one: MediationConsent) -> str:
    named = {"guarantor": one.given_by_id, "lender": one.negotiation_id}
    return f"{one.side}:{named[one.side]}" if one.side in named else one.side


def _all_consented(asked: Asked) -> bool:
    return not missing_consents(asked.row)


def _all_agree(asked: Asked) -> bool:
    """The mediator writes down how everybody agreed."""
    return bool(asked.note.strip())


def appointment(mediation: Mediation) -> Appointment | None:
    """The mediator who is asked or has accepted."""
    rows = Appointment.objects.filter(mediation=mediation, ended_at__isnull=True)
    return rows.select_related("mediator").first()


def _mediator_accepted(asked: Asked) -> bool:
    found = appointment(asked.row)
    return found is not None and found.accepted_at is not None


def _is_disclosed(asked: Asked) -> bool:
    found = appointment(asked.row)
    return found is not None and found.disclosed_at is not None


def _is_mediated(asked: Asked) -> bool:
    if asked.row.MACHINE not in ("agreement", "offer", "negotiation", "obligation"):
        return False
    return Mediation.objects.filter(negotiations__in=asked.negotiations, state="open").exists()


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "mediator_fit": _mediator_fit,
        "is_mediated": _is_mediated,
        "all_consented": _all_consented,
        "all_agree": _all_agree,
        "mediator_accepted": _mediator_accepted,
        "is_disclosed": _is_disclosed,
    }
)
