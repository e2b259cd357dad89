"""Duties and risks of an agreement, and what keeps one from being drawn up. Its clauses stand in agreements/document, a file for each language."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "agreement_clause_undecided": _("Please decide this clause: agreed, or not applicable."),
    "agreement_choice_unknown": _("“{given}” is not one of the choices. Please choose one from the list."),
    "agreement_field_empty": _("Please fill this in; the agreement needs it."),
    "agreement_party_missing": _("The agreement needs this side: {role}. Please add it."),
    "agreement_stopped_by_check": _(
        "The agreement cannot be drawn up yet, because a check stands against it: {finding}. Please change the terms."
    ),
    "payment_negative": _("A payment of {given_minor} cannot be right. Please enter what was paid."),
    # clauses
    # duties
    "duty_pay_at_once": _("Pay what was agreed to be paid at once"),
    "duty_pay_instalment": _("Pay instalment {instalment} of {of}"),
    "duty_stop_collection": _("Stop collection within {days} days of {after}"),
    "duty_book_waiver": _("Book the waiver within {days} days of {after}"),
    "duty_report_agreement": _("Report the agreement to the credit register within {days} days of {after}"),
    "duty_correct_credit_report": _(
        "Report the debt as settled to the credit register within {days} days of {after}"
    ),
    "duty_issue_clearance_letter": _("Issue the letter that all is paid within {days} days of {after}"),
    "duty_talk_again": _("Talk again about equal treatment within {days} days"),
    "duty_review_budget": _("Look at the budget again together"),
    # risks
    "risk_binding": _(
        "Once everybody has signed, the agreement binds you. Please sign only what you understand and can keep."
    ),
    "risk_limitation_restarts": _(
        "By signing, the debt is acknowledged: the time in which it can be claimed in court starts again for {years} years."
    ),
    "risk_credit_record_stays": _(
        "True entries in your credit report stay for {years} years after they are settled, whatever is agreed."
    ),
    "risk_costs_more": _("All in all {total_minor} is paid, {extra_minor} more than is owed today."),
    "risk_instalments_rise": _(
        "The instalments rise: {first_minor} at first, {most_minor} at most. Please be sure of the later ones too."
    ),
    "risk_last_is_large": _(
        "A part of the principal waits for the last payment: {last_minor} on {last_on}. Please think now of where it will come from."
    ),
    "risk_beyond_forecast": _(
        "In {count} months more is due than the forecast of the household's budget leaves. By signing you say that you mean it."
    ),
    "risk_budget_not_known": _(
        "There is no budget here, so nobody can tell whether this can be kept. Please fill one in first if you can."
    ),
    "risk_over_budget": _(
        "The dearest month takes {burden_minor}, {short_minor} more than the budget leaves. Please think twice before signing."
    ),
    "risk_budget_left": _(
        "The dearest month takes {burden_minor}; {kept_minor} is left beyond what is kept for living."
    ),
    "risk_waiver_lost": _(
        "If a payment comes more than {grace_days} days late and is not put right, the waiver of {waived_minor} is lost."
    ),
    "risk_no_standstill": _(
        "The agreement does not stop collection by itself. You can ask the lender to add that."
    ),
    "risk_clause_left_out": _(
        "The sides agreed to leave this out: {clause}. Please be sure that you mean it."
    ),
    "risk_others_not_bound": _("Others are not bound by this agreement and may still collect: {names}."),
    "risk_waits_for_others": _(
        "Signing alone is not enough: it takes effect only when {needed} of {others} other agreements are signed too. After {until_on} it lapses."
    ),
    "risk_replaces_agreement": _("It takes the place of agreement {before}, whose open duties end."),
    "risk_guarantor_stays": _("The guarantor stays bound, on the new terms."),
    "risk_not_confirmable": _(
        "A court cannot confirm this agreement, because no mediation body took part. It binds both sides all the same."
    ),
    "risk_law_warns": _("A check of the terms says: {finding}. Please look at it before you sign."),
    "agreement_first_payment_too_soon": _(
        "The first payment would fall due before everybody could sign. Please choose a later day."
    ),
    "agreement_contract_unclear": _(
        "For the loan {ref} this is not known yet. Please let the lender add it to its statement."
    ),
}
