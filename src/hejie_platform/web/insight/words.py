"""What figures are called: sides, breakdowns and their keys, stages, kinds of results, and what is wrong with a record."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.notices.queries import say
from hejie_platform.web.apply.words import CAUSES
from hejie_platform.web.mydata.words import ROLES

Words = Mapping[str, str | Promise]

SIDES: Final[Words] = {"": _("Both sides"), "borrower": _("Borrowers' side"), "lender": _("Lenders' side")}
BY: Final[Words] = {
    "": _("All together"),
    "lender": _("By lender"),
    "cause": _("By cause"),
    "product": _("By product"),
    "month": _("By month"),
    "care": _("With and without special care"),
    "help": _("With and without a representative"),
}
GROUP: Final[Words] = {
    "special_care": _("Special care"),
    "no_special_care": _("No special care"),
    "represented": _("With a representative"),
    "alone": _("For themselves"),
    "others": _("all others"),
    "outside": _("Creditors outside"),
}
FUNNEL: Final[Words] = {
    "begun": _("Begun"),
    "submitted": _("Handed in"),
    "admitted": _("Accepted"),
    "talking": _("In talks"),
    "offered": _("With an offer"),
    "agreed": _("Agreed"),
    "kept": _("Kept to the end"),
}
STAGES: Final[Words] = {
    "submission": _("Handing in"),
    "review": _("Review"),
    "offer": _("Offers"),
    "mediation": _("Mediation"),
    "signing": _("Signing"),
    "completion": _("At the end"),
    "any": _("Any stage"),
}
RESULTS: Final[Words] = {
    "plans": _("Plans computed"),
    "joint_plans": _("Plans with all lenders together"),
    "offer": _("An offer judged"),
    "acceptance": _("An acceptance judged"),
    "mediator": _("A mediator chosen by the rule"),
}
RESULT_MEANS: Final[Words] = {
    "plans": _(
        "The engine tried every plan that the lender's published policy allows. It dropped what the law or the budget does "
        "not allow, simulated the rest, and named up to three."
    ),
    "joint_plans": _(
        "The engine joined the plans that each lender's policy allows. It dropped what the law or the budget does not allow, "
        "simulated what was left, and named up to three. Only the household sees this."
    ),
    "offer": _(
        "The terms of the offer were applied to what is owed: instalments, total, what is waived, and each check of the law."
    ),
    "acceptance": _(
        "Before the acceptance counted, the terms were applied again to what is owed, and each check of the law was made."
    ),
    "mediator": _(
        "The rule struck those of the verified roster with ties or too much work. It looked for one whom both sides wish, "
        "and otherwise took the one with the least work."
    ),
}
MISSING: Final[Words] = {
    "kind_unknown": _("Results of this kind can no longer be run by this version."),
    "inputs_gone": _("What it was computed from is no longer kept: it was erased when its time was over."),
}
SCOPES: Final[Words] = {
    "course": _("The course of the case: what was done and when"),
    "course_and_access": _("The course, and who looked at it"),
}
OUTCOMES: Final[Words] = {
    "stands": _("The figures stand"),
    "corrected": _("Corrected: everything is counted again from the record"),
}
TOO_FEW: Final = _("too few to show")


# What was looked at, as somebody reads it who may not see the thing itself.
LOOKED_AT: Words = {
    "identity_number": _("A name and identity number"),
    "identity_paper": _("A photo of an identity card"),
    "evidence_file": _("A paper of a borrower"),
    "statement_rows": _("Lines of a borrower’s statements"),
    "agreement_document": _("The document of an agreement"),
    "agreement_proof": _("The proof of an agreement"),
    "payment_proof": _("A receipt"),
    "shared_statement": _("Figures shared with the lender"),
    "hardship_file": _("A statement of income and spending given to a lender"),
    "export": _("A copy of somebody's data"),
    "advice": _("What somebody shared with an adviser"),
    "authority_paper": _("A paper of authority"),
    "case_course": _("The course of a case, under an order"),
    "mediation_notes": _("A mediator's notes, by a supervisor"),
    "step_paper": _("A paper that proves a step"),
    "shown_file": _("A file shown at the table"),
    "court_pack": _("A pack for court with its papers"),
    "support_paper": _("A paper of a complaint"),
    "vulnerability": _("Why somebody has special care"),
}


# What the scheduler does by itself, by the names of its scans.
SCANS: Words = {
    "fire_clocks": _("Time limits that ran out"),
    "fire_limits": _("Complaints and questions past their day"),
    "remind": _("Reminders of payments"),
    "remind_afterwards": _("Reminders of plans of one's own"),
    "follow_ups": _("Calls after an agreement"),
    "broken_rests": _("Pauses that were not kept"),
    "anchor": _("Daily signed statement"),
    "sweep": _("Files and sessions that nobody needs"),
    "end_exports": _("Copies whose days are over"),
    "erase_due": _("Wishes to be forgotten"),
    "retain": _("What was kept long enough"),
}


def scan(name: str) -> str | Promise:
    """What a scan does, in words; a name that is not known any more is told as it is."""
    return SCANS.get(name, name)


def looked_at(kind: str) -> str | Promise:
    """In words; a kind that has none yet says so."""
    return LOOKED_AT.get(kind, _("Something else"))


def who_looked(role: str) -> str | Promise:
    return ROLES.get(role, _("Another role"))


def key_of(by: str, metric: str, key: str, lenders: Mapping[str, str]) -> str | Promise:
    """What a key of a breakdown is called; products are called as they were told."""
    if by == "lender":
        return lenders.get(key) or GROUP.get(key, key)
    if by == "cause":
        return CAUSES.get(key, _("not told"))
    if by == "stage":
        return (FUNNEL if metric == "funnel" else STAGES)[key]
    if by == "code" and metric == "results":
        return RESULTS.get(key, key)
    if by == "code":
        return _refusal(key)
    if by == "product":
        return {"several": _("several"), "unnamed": _("not named")}.get(key, key)
    return GROUP.get(key, key)


def _refusal(code: str) -> str:
    try:
        return say(f"refusal_{code}")
    except LookupError:
        return say("refusal_other")
