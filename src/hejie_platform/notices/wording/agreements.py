"""Clauses, duties and risks of an agreement, and what keeps one from being drawn up.

A clause that lists many rows (amounts, instalments) is one sentence here; the document sets its table below."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "agreement_clause_undecided": _("Please decide this clause: agreed, or not applicable."),
    "agreement_choice_unknown": _("“{given}” is not one of the choices."),
    "agreement_field_empty": _("Please fill this in; the agreement needs it."),
    "agreement_party_missing": _("The agreement needs this party: {role}."),
    "agreement_stopped_by_check": _(
        "The agreement cannot be drawn up, because a rule stands against it: {finding}. Please change the terms."
    ),
    "payment_negative": _("A payment of {given_minor} cannot be right. Please enter what was paid."),
    # clauses
    "clause_parties": _("This agreement is made between: {names}."),
    "clause_mediated": _("The sides reached it with the help of {mediator} of {body}."),
    "clause_loans": _("It concerns these contracts: {contracts}."),
    "clause_claim": _("On {claim_on} {total_minor} are owed, in the parts that the table shows."),
    "clause_waiver": _(
        "The lender waives {total_minor}, in the parts that the table shows, and books it within {days} days ({booked}). After a breach that is not cured the waiver is {on_breach}."
    ),
    "clause_no_waiver": _("Nothing is waived."),
    "clause_treatment": _("Each part of what is owed is handled as the table shows."),
    "clause_upfront": _("{amount_minor} are paid at once, by {due_on}."),
    "clause_rate": _(
        "From {start_on} the rate is {annual_rate} a year ({method}); on late amounts {overdue_rate}."
    ),
    "clause_schedule": _(
        "The borrower pays {total_minor} in instalments ({every}), on the days and in the amounts of the table."
    ),
    "clause_grace": _(
        "For the first {instalments} instalments there is a pause ({grace}); the first payment is on {first_on}."
    ),
    "clause_change": _("“{term}” changes from {old} to {new} from {effective_on}."),
    "clause_channel": _("Payments go to {payee}, {channel}, {account_mark}. Nobody else may collect them."),
    "clause_allocation": _("Payments are used in this order: {rule}."),
    "clause_early_payment": _(
        "The borrower may pay early at any time, in part or in full, without a charge."
    ),
    "clause_standstill": _(
        "While the agreement is kept, the lender stops collection within {days} days, also by others it has charged or sold to."
    ),
    "clause_no_standstill": _("This agreement does not stop collection by itself."),
    "clause_credit_report": _(
        "Within {days} days the lender reports this agreement truthfully to the credit register."
    ),
    "clause_credit_report_not_applicable": _(
        "A report to the credit register does not apply here; the sides have agreed so."
    ),
    "clause_full_settlement": _(
        "With {total_minor} paid as agreed, this debt is settled in full; nothing more can be claimed."
    ),
    "clause_full_settlement_not_applicable": _(
        "This agreement does not settle the debt in full; the sides have agreed so."
    ),
    "clause_clearance_letter": _(
        "Within {days} days of the last payment the lender issues the letter of clearance."
    ),
    "clause_clearance_letter_not_applicable": _(
        "A letter of clearance does not apply here; the sides have agreed so."
    ),
    "clause_breach": _(
        "A payment later than {grace_days} days, or below {partial_rate} of what is due, is a breach; the waiver is then {on_breach}."
    ),
    "clause_cure": _(
        "After a breach there are {cure_days} days to put it right, counted from a written notice."
    ),
    "clause_variation": _(
        "Either side may ask to change this agreement. Until both sign, it stays as it is, and asking is no breach."
    ),
    "clause_life_events": _(
        "When one of these happens ({causes}), up to {most_paused} instalments are paused without a breach."
    ),
    "clause_review": _("Every {months} months both sides look at the budget again."),
    "clause_limitation": _(
        "With this agreement the time in which the debt can be claimed in court starts again and runs for {years} years."
    ),
    "clause_confirmation": _("Within {days} days both sides may ask the court to confirm this agreement."),
    "clause_confidential": _("What was said in the talks stays confidential and may not be used elsewhere."),
    "clause_no_hidden_charges": _("Beyond what is written here nothing is charged."),
    "clause_guarantor": _("The guarantor agrees to these terms and guarantees no more than they say."),
    "clause_not_bound": _("These others are not bound by this agreement: {names}."),
    "clause_effect": _(
        "The agreement is in force when everybody has signed, by {sign_by_on}; otherwise it lapses."
    ),
    "clause_languages": _("The agreement exists in several languages; this one binds: {binding}."),
    # duties
    "duty_pay_at_once": _("Pay what was agreed to be paid at once"),
    "duty_pay_instalment": _("Pay instalment {instalment} of {of}"),
    "duty_stop_collection": _("Stop collection within {days} days"),
    "duty_book_waiver": _("Book the waiver within {days} days"),
    "duty_report_agreement": _("Report the agreement to the credit register within {days} days"),
    "duty_correct_credit_report": _("Report the settled debt to the credit register within {days} days"),
    "duty_issue_clearance_letter": _("Issue the letter of clearance within {days} days"),
    "duty_review_budget": _("Look at the budget again together"),
    # risks
    "risk_binding": _(
        "Once everybody has signed, the agreement binds you. Please sign only what you understand and can keep."
    ),
    "risk_limitation_restarts": _(
        "By signing you acknowledge the debt: the time in which it can be claimed in court starts again for {years} years."
    ),
    "risk_credit_record_stays": _(
        "True entries in your credit report stay for {years} years after they are settled, whatever is agreed."
    ),
    "risk_costs_more": _("All in all you pay {extra_minor} more than is owed today: {total_minor}."),
    "risk_budget_not_known": _("We do not know your budget, so we cannot tell whether you can keep this."),
    "risk_over_budget": _(
        "It takes {burden_minor} a month: {short_minor} more than your budget leaves. Please think twice."
    ),
    "risk_budget_left": _(
        "It takes {burden_minor} a month and leaves {kept_minor} beyond what you need for living."
    ),
    "risk_waiver_lost": _(
        "If you pay more than {grace_days} days late and do not put it right, the waiver of {waived_minor} is lost."
    ),
    "risk_no_standstill": _("The agreement does not stop collection by itself."),
    "risk_clause_left_out": _("This clause was left out: {clause}."),
    "risk_others_not_bound": _("Others are not bound by this agreement and may still collect: {names}."),
    "risk_guarantor_stays": _("The guarantor stays bound, on the new terms."),
    "risk_not_confirmable": _("A court cannot confirm this agreement, because no mediation body took part."),
    "risk_law_warns": _("A check of the law warns: {finding}."),
}
