"""What the pages after talks say: why talks ended and what that means, the ways that remain, how a cure is begun."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Words = Mapping[str, Text]

# Why talks ended: what happened, and what it means.
REASONS: Final[Mapping[str, tuple[Text, Text]]] = {
    "refused": (
        _("The lender refused."),
        _(
            "It had to name a reason from its own published policy. A refusal is no judgment, and it may change when the reason does."
        ),
    ),
    "withdrawn": (
        _("You left the talks."),
        _("That is your right at any time, and nobody may hold it against you."),
    ),
    "gap": (
        _("The two sides were too far apart."),
        _(
            "That happens also where both sides mean well. With another budget, another plan or a mediator it may look different."
        ),
    ),
    "time": (
        _("The time for these talks ran out."),
        _("Nothing is decided by that. Your answers are kept."),
    ),
    "unreachable": (
        _("One side could not be reached."),
        _("If that was you: no harm is done by it here. Tell us how to reach you and come back."),
    ),
    "transferred": (
        _("The loan was passed on to somebody else."),
        _(
            "Talks go on with whoever holds it now. Until you are told of a transfer in due form, paying the old lender counts."
        ),
    ),
    "paid": (
        _("The debt is paid."),
        _("Ask for the letter of clearance, and check your credit report after some weeks."),
    ),
    "no_party": (
        _("One side can no longer take part."),
        _("Ask for advice on what that means for the debt."),
    ),
}
LENDER_REASONS: Final[Words] = {
    "refused": _("You refused."),
    "withdrawn": _("The borrower left the talks."),
    "gap": _("The two sides were too far apart."),
    "time": _("The time for these talks ran out."),
    "unreachable": _("One side could not be reached."),
    "transferred": _("The loan was passed on to somebody else."),
    "paid": _("The debt is paid."),
    "no_party": _("One side can no longer take part."),
}

# Each cure of a refusal that can be begun with a press: what is pressed, and on which page it begins.
CURES: Final[Mapping[str, tuple[Text, str]]] = {
    "send_evidence": (_("Hand in the paper"), "apply:paper_new"),
    "send_recent_evidence": (_("Hand in the newer paper"), "apply:paper_new"),
    "send_income_statement": (_("Hand in a proof of income"), "apply:paper_new"),
    "choose_plan_inside_levers": (_("Look at the plans inside the policy"), "room:plans"),
    "show_covered_cause_or_ask_review": (_("Tell what has changed"), "case:change"),
    "show_changed_budget_or_ask_review": (_("Tell what has changed"), "case:change"),
}

ROUTES: Final[Words] = {
    "again": _("Try again here"),
    "mediation": _("Mediation"),
    "commercial_mediation": _("Commercial mediation"),
    "complaint_lender": _("Complaint to the lender"),
    "complaint_regulator": _("Financial regulator"),
    "credit_record": _("Errors in the credit record"),
    "arbitration": _("Arbitration"),
    "court": _("Court"),
    "payment_order": _("If a payment order comes"),
    "enforcement_settlement": _("Settlement at the enforcement stage"),
    "notary": _("Notary"),
    "legal_aid": _("Free legal advice"),
    "bankruptcy_pilot": _("Personal insolvency, in Shenzhen only"),
}
WHAT: Final[Words] = {
    "again": _("Talk to the same lender again, or apply anew. Every answer and paper is kept."),
    "mediation": _(
        "A neutral person helps both sides: people's mediation, a financial mediation body, or one that a court invites. Nobody can be made to take part."
    ),
    "commercial_mediation": _(
        "For business loans: a licensed commercial mediation body. Consumer loans are excluded."
    ),
    "complaint_lender": _(
        "If the lender did something wrong: how it charged, collected or answered. A wish for better terms alone is no complaint."
    ),
    "complaint_regulator": _(
        "Call the regulator's line if the lender does not answer or answers wrongly. It passes the complaint on and watches the time limits."
    ),
    "credit_record": _(
        "If an entry is wrong, the bureau or the lender must check it; you may also complain to the central bank. A true entry cannot be removed, and nobody may sell you that."
    ),
    "arbitration": _(
        "Only if the contract or a later agreement names an arbitration body. Its decision binds like a judgment."
    ),
    "court": _(
        "Either side may go to court. The judge may first suggest mediation, which either side may decline."
    ),
    "payment_order": _(
        "A lender may ask the court for a payment order. If you object in writing in time, it loses its force; if you do nothing, it can be enforced."
    ),
    "enforcement_settlement": _(
        "A court has decided already. You may agree with the lender how the judgment is paid; tell the enforcement judge."
    ),
    "notary": _(
        "If both sides agree after all, a notary can certify the agreement. With your promise to accept enforcement the lender can enforce it without a judgment: think before you sign that."
    ),
    "legal_aid": _(
        "The public legal aid line answers questions for free and tells whether a legal-aid lawyer can help you."
    ),
    "bankruptcy_pilot": _(
        "There is no national law on personal insolvency. Shenzhen has one for honest people who live and are insured there. Ask its court or legal aid first."
    ),
}
NEEDS: Final[Words] = {
    "what_changed": _("What has changed, or another plan"),
    "both_agree": _("Both sides must agree to it"),
    "papers": _("Your papers: contract, payments, income"),
    "complaint_points": _("What happened, when, what you ask for; copies"),
    "credit_report": _("Your own credit report"),
    "arbitration_clause": _("A clause that names the arbitration body"),
    "pack": _("Your pack: facts, papers and their index"),
    "identity_paper": _("Your identity card"),
    "answer_in_time": _("A written objection to the court, in time"),
    "judgment": _("The judgment, and the enforcement number"),
    "pilot_region": _("Living in Shenzhen, and social insurance there"),
}
COSTS: Final[Words] = {
    "free": _("Free"),
    "mediation_free": _("People's mediation is free; financial mediation bodies work not for profit"),
    "published_fee": _("A fee that the body must publish; ask before you begin"),
    "set_by_body": _("Ask the body before you begin"),
    "court_fee": _("A court fee by the amount; ask about a reduction or delay"),
    "notary_fee": _("A notary's fee; ask before you begin"),
    "free_advice": _("Advice is free; whether a lawyer is free depends on your income"),
}
TIMES: Final[Words] = {
    "any_time": _("At any time"),
    "mediation_days": _("Through the court's platform: {mediation_days} days, longer if all agree"),
    "agreed_time": _("As agreed with the body"),
    "complaint_days": _(
        "An answer within {simple_days} days; complex matters take longer, at most {most_days} days"
    ),
    "credit_days": _("A written answer within {credit_days} days"),
    "payment_order_days": _("Object within {object_days} days after you receive it"),
    "unknown_time": _("We cannot say; ask there"),
}
STANDING: Final[Words] = {
    "law": _("Law"),
    "guidance": _("Guidance, no law"),
    "standard": _("A standard, no law"),
    "platform": _("Our own advice"),
}
