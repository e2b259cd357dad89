"""Who the demo lets in: the roles, and the borrowers whose cases stand at different points."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise

# Somebody of the cast -> the role and what there is to see.
ROLES: Mapping[str, tuple[Label, Label]] = {
    "newcomer": (_("Borrower, just registered"), _("Start an application from the first page.")),
    "officer": (_("Lender's officer, Riverside Bank"), _("Answer applications, put and answer offers.")),
    "checker": (
        _("Lender's checker, Riverside Bank"),
        _("Approve what goes beyond the officer's authority."),
    ),
    "other_officer": (_("Lender's officer, Northridge Microloan"), _("Another lender, with another policy.")),
    "other_checker": (_("Lender's checker, Northridge Microloan"), _("Its second pair of eyes.")),
    "mediator": (_("Mediator"), _("A neutral of the mediation centre.")),
    "other_mediator": (_("Another mediator"), _("For a second opinion, or a change of mediator.")),
    "body_admin": (_("Head of the mediation centre"), _("Appoints and replaces mediators.")),
    "reviewer": (_("Reviewer"), _("Checks applications and identities.")),
    "supervisor": (_("Supervisor"), _("Sees what is late, and decides what no clock may decide.")),
    "operator": (_("Operator"), _("Runs the platform.")),
    "complaint_handler": (_("Complaint handler"), _("Answers complaints in which they have no part.")),
    "adviser": (_("Adviser"), _("Answers questions; reads of a case what the asker shares.")),
    "regulator": (_("Regulator"), _("Reads published figures; opens a case only under an order.")),
    "auditor": (_("Auditor"), _("Checks that the record holds, and who looked at what.")),
}

# The story of a case -> where it stands.
STORIES: Mapping[str, Label] = {
    "draft": _("half filled in"),
    "submitted": _("handed in, being reviewed"),
    "returned": _("something is missing"),
    "declined": _("not accepted"),
    "withdrawn": _("taken back"),
    "waiting": _("two lenders owe an answer"),
    "asked": _("the lender asks for something"),
    "not_yet": _("refused for now, with what would change it"),
    "refused": _("refused, other ways are shown"),
    "figures": _("in talks: the lender says what is owed"),
    "planning": _("in talks: three plans side by side"),
    "offered": _("the lender's offer is on the table"),
    "countered": _("the borrower made a counter-offer"),
    "signing": _("an agreement waits to be signed"),
    "in_force": _("an agreement in force"),
    "paying": _("an agreement that is kept, the first instalment confirmed"),
    "paid_off": _("paid off early"),
    "broken": _("a payment is late, with time to put it right"),
    "lender_broken": _("the lender did not keep its word, with time to put it right"),
    "completed": _("everything paid, the letter at the end"),
    "outside": _("one creditor is not here: letters and proofs"),
    "on_hold": _("all time limits rest"),
    "vulnerable": _("special care: more time, and a person who calls"),
    "in_court": _("a court case runs beside the talks"),
    "joined": _("opened by the lender, joined by code"),
    "represented": _("a representative acts for the borrower"),
    "mediated": _("in mediation"),
    "mediation_asked": _("the lender is asked for its yes to a mediator"),
    "mediator_sought": _("all want a mediator, one is being found"),
    "mediated_signing": _("an agreement made in mediation waits to be signed"),
    "mediated_in_force": _("an agreement made in mediation, in force"),
    "changing": _("an agreement that both sides are about to change"),
    "changed": _("a changed agreement, which took the place of the first"),
    "cleared": _("everything paid, with the certificate that says so"),
    "own_plan": _("refused, paying by a plan of their own"),
    "packed": _("too far apart, with a pack for court"),
    "came_back": _("came back with every answer kept"),
    "mediation_gap": _("mediation ended, the sides were too far apart"),
}


@dataclass(frozen=True, slots=True)
class Door:
    """One button: whom it lets in, and what there is to see."""

    ref: str
    label: Label
    hint: Label


def role_doors(made: Mapping[str, Any]) -> list[Door]:
    """The roles whose people are there already."""
    people = made.get("people", {})
    return [Door(people[name], label, hint) for name, (label, hint) in ROLES.items() if name in people]


def borrower_doors(made: Mapping[str, Any]) -> list[Door]:
    """The borrowers whose stories have been told already."""
    people = made.get("people", {})
    told = {name: made.get(f"case_{name}") for name in STORIES}
    return [
        Door(people[left["who"]], STORIES[name], left["ref"])
        for name, left in told.items()
        if left is not None
    ]


def may_enter(ref: str, made: Mapping[str, Any]) -> bool:
    """Whether this account is one of the demo's own people, and no account that somebody made for themselves."""
    return ref in made.get("people", {}).values()
