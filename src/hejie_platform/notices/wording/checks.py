"""What the checks of payments, cards, costs, routes, signatures, records, complaints and persons find; what to do about it."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    # how a payment was shared out
    "allocation_in_order": _("The payment of {paid_minor} reached the right parts in the right order."),
    "allocation_sum_differs": _(
        "{paid_minor} was paid, but {allocated_minor} was shared out. Please compute it again."
    ),
    "allocation_part_negative": _("The part for {bucket} is below zero. Please compute it again."),
    "allocation_over_owed": _(
        "{allocated_minor} went to {bucket}, but only {owed_minor} was owed there. Please correct it."
    ),
    "allocation_order_broken": _(
        "Money went to {bucket} while {open_bucket} was still open. Please follow the agreed order."
    ),
    "debts_order_broken": _(
        "Money went to debt “{later_debt}” while “{earlier_debt}” comes first. Please correct it."
    ),
    # interest on interest
    "rollup_within": _("All that is ever paid, {payable_minor}, stays within the limit of {limit_minor}."),
    "rollup_over": _(
        "All that is ever paid comes to {payable_minor}; the law protects {limit_minor}. Please take off {excess_minor}."
    ),
    # plans for card debts
    "card_plan_within": _("The plan for the card runs {months} months, within the limit of {most_months}."),
    "card_plan_too_long": _(
        "The plan for the card runs {months} months; at most {most_months} are allowed. Please shorten it."
    ),
    "card_plan_field_missing": _("The plan for the card does not say its {term}. Please add it."),
    "card_plan_unrecorded": _(
        "The plan was agreed by word of mouth without a recording. Please keep one, or write the plan down."
    ),
    "analogy_found": _(
        "“{phrase}” is a rule for credit cards. For this loan it gives no right, so please take it out."
    ),
    # the table of all costs
    "cost_table_part_missing": _("The table of all costs lacks its {part}. Please add it."),
    "cost_item_gap": _("In the table of all costs, “{item}” lacks its {gap}. Please add it."),
    "cost_charge_undisclosed": _(
        "“{item}” is charged but not in the table of all costs. Please drop it or show it first."
    ),
    "cost_table_confirmed_late": _(
        "The costs were confirmed on {confirmed_on}, after signing on {signed_on}. They must be shown first."
    ),
    "cost_rate_hidden": _(
        "A daily rate is shown larger than the yearly one. Please show the yearly rate at least as large."
    ),
    # where the case goes, and at which fee
    "route_open": _("This case may go to: {way}."),
    "route_not_yet": _("This way ({way}) is open only since {from_on}. Please choose another one."),
    "route_closed_to_kind": _(
        "This way ({way}) does not take cases of this kind: {kind}. Please choose another one."
    ),
    "route_needs_licence": _(
        "The body ({way}) has shown no licence that is in force. Please ask for it or choose another one."
    ),
    "route_needs_fee_table": _("The body ({way}) has not published its fees. Please ask for the list first."),
    "route_fee_lawful": _("The fee of {fee_minor} is in order there ({way})."),
    "route_fee_unlawful": _(
        "{fee_minor} was asked, but this way ({way}) is free of charge. Please do not pay it."
    ),
    "route_fee_to_explain": _(
        "{fee_minor} was asked by a body that makes no profit ({way}). Please ask what it is for."
    ),
    "success_fee_found": _(
        "A fee of {fee_minor} for a result was asked of the borrower. Nobody may take that; please do not pay it."
    ),
    "mediation_ended_by_refusal": _(
        "The {side} does not want this mediation, so it ends with that side. The case and other talks go on."
    ),
    "mediator_ties_untold": _(
        "The mediator knows one side and did not say so. Please choose another mediator."
    ),
    "mediator_ties_unconsented": _(
        "The mediator told of a tie, and the {side} has not agreed to go on. Please ask, or choose another one."
    ),
    # signatures
    "signatures_effective": _("All have signed in order. The agreement is in force since {effective_on}."),
    "signature_missing": _("{signer} has not signed yet. Please ask for it."),
    "signature_gap": _(
        "The signature of {signer} does not show this: {gap}. Please sign again in a reliable way."
    ),
    "signature_of_other_document": _(
        "{signer} signed another text than the one that is kept. Please sign the kept one."
    ),
    "signature_seal_missing": _("The mediation body still owes this: {gap}. Please ask for it."),
    "esignature_not_agreed": _("The sides have not agreed to sign electronically. Please ask them first."),
    # confirmation and enforcement
    "confirmation_needs_both": _("Both sides must ask the court together. One has not; please ask again."),
    "confirmation_barred": _(
        "A court would refuse to confirm this agreement: {defect}. Please mend that first."
    ),
    "enforcement_until": _("If the court confirms it, the agreement can be enforced until {last_on}."),
    # what may leave with a file
    "export_clean": _("All {count} records may go with the file."),
    "export_sealed": _(
        "What was said to find a compromise ({kind}) stays here. Please take it out of the file."
    ),
    "export_caucus_of_other_side": _(
        "Private talks of the {side} are open to that side and the mediator alone. Please take them out."
    ),
    "export_facts_unsigned": _(
        "Undisputed facts go with the file only in a paper of their own that all have signed. Please have it signed."
    ),
    "export_recording_without_consent": _(
        "A recording may stand for the minutes only if all sides agree. Please ask them."
    ),
    # contacts
    "contact_agency_unlisted": _(
        "The agency is not on the lender's public list. You need not deal with it; please report it."
    ),
    "contact_after_refusal": _(
        "This person had already said no to being called. They may not be contacted again."
    ),
    "contact_window_calls_many": _("This was call number {made} within {days} days; {most} are allowed."),
    "contact_after_talk": _(
        "There was a talk about this debt within the last {days} days. The next call has to wait."
    ),
    # complaints
    "complaint_due": _("The complaint is to be answered by {due_on}."),
    "complaint_overdue": _(
        "The complaint was to be answered by {due_on}. That day has passed; please answer now."
    ),
    "complaint_needs_reason": _("A longer time needs its reason in writing. Please add it."),
    "complaint_needs_approval": _("This extension needs somebody's approval. Please get it first."),
    "complaint_extension_untold": _("The person was not told that it takes longer. Please tell them."),
    "complaint_handler_involved": _(
        "The complaint is handled by the one it is about. Please give it to somebody else."
    ),
    "complaint_representatives_many": _(
        "{count} people speak for the group; at most {most} may. Please choose among them."
    ),
    "complaint_agent_unproven": _(
        "Somebody speaks for this person without a signed authority on file. Please ask for it."
    ),
    "complaint_paper_held": _(
        "“{paper}” was asked for, but the lender has it already. Please do not ask for it."
    ),
    # decisions by a program, and sharing
    "automated_refusal_in_order": _("The automatic refusal was explained, and a person may be asked."),
    "automated_refusal_unexplained": _(
        "A program refused without an explanation. Please say how it came to that."
    ),
    "automated_refusal_without_person": _(
        "A program refused, and nobody can be asked to look again. Please offer a person."
    ),
    "sharing_consented": _("Each of the {count} recipients has a yes of its own."),
    "sharing_unconsented": _("There is no separate yes for giving this to {recipient}. Please ask for it."),
    "sensitive_data_unconsented": _(
        "There is no separate yes for data of this kind: {kind}. Please ask for it."
    ),
    # after a restructure
    "observation_running": _(
        "The bank watches this loan until {until_on}: {kept} payments kept, at least {needed} needed."
    ),
    "observation_over": _(
        "The time of watching ended on {until_on}, with {kept} payments kept of the {needed} needed."
    ),
    "observation_restarted": _(
        "The payment of {missed_on} was missed, so the time of watching begins again: until {until_on}, {kept} of {needed} kept."
    ),
    # numbers of people and companies
    "resident_id_in_order": _("The identity number has the right form. That does not prove who somebody is."),
    "resident_id_wrong": _("The identity number has a slip in its {part}. Please type it again."),
    "company_code_in_order": _("The company's code has the right form."),
    "company_code_wrong": _(
        "The company's code looks wrong in its {part}. Some real codes do; please compare it with the licence."
    ),
    # other countries
    "relief_fee_in_order": _("The fee of {fee_minor} for debt relief is in order."),
    "relief_fee_too_early": _(
        "{fee_minor} was asked before a debt was settled and paid at least once. Please do not pay it."
    ),
    "shown_rate_right": _("The yearly rate is shown rightly: {shown_rate}."),
    "shown_rate_wrong": _(
        "The yearly rate is shown as {shown_rate}; it should be {right_rate}. Please correct it."
    ),
    # policies of lenders, and refusals under them
    "policy_below_rule": _("{given} is below {least}, the least under {check} ({rule}). Please raise it."),
    "policy_words_forbidden": _("“{phrase}” promises what nobody can promise ({rule}). Please take it out."),
    "refusal_cites_no_rule": _(
        "The lender's policy has no reason “{code}”. Please choose one that it has published."
    ),
    "refusal_policy_not_in_force": _(
        "The policy is not in force on {day_on}. Please use the version of that day."
    ),
    # where somebody stands
    "stand_likely": _("{lender}: likely. Its policy covers this, and there are plans within your reach."),
    "stand_needs": _("{lender}: not yet. Something stands against it that you can change."),
    "stand_not_possible": _("{lender}: not by its policy. There are other ways."),
    "stand_no_policy": _("{lender} has published no policy here. You can ask it all the same."),
    "stand_extension": _(
        "Nothing is late, so you may still ask for more time before the loan ends on {maturity_on}."
    ),
    "stand_restructure": _(
        "Ask for a new plan. More time alone is possible only while nothing is late and the loan has not ended."
    ),
    "stand_watched": _(
        "After a change a bank watches the loan for at least {months} months. Choose a plan that you can keep."
    ),
    "stand_answered": _("The lender answers within {days} working days."),
    # what to do about a finding
    "cure_lower_cost": _("Agree on a lower rate or lower fees."),
    "cure_ask_person": _("Let somebody who knows the law look at it."),
    "cure_tell_more": _("Add what is missing."),
    "cure_correct_principal": _("Start from what was really paid out."),
    "cure_compute_again": _("Compute the figures again."),
    "cure_choose_restructure": _("Choose a new plan instead of an extension."),
    "cure_shorten": _("Choose a shorter time."),
    "cure_ask_guarantors": _("Ask the guarantors to agree in writing."),
    "cure_show_costs": _("Show every cost in the table before signing."),
    "cure_write_exactly": _("Write exactly who does what, and when."),
    "cure_take_out_words": _("Take these words out."),
    "cure_choose_way": _("Choose another way for this case."),
    "cure_refuse_fee": _("Do not pay this fee."),
    "cure_sign_again": _("Sign again in a reliable way."),
    "cure_ask_consent": _("Ask for consent first."),
    "cure_keep_back": _("Take this record out of the file."),
    "cure_stop_contact": _("Stop this contact, and keep to the rules from now on."),
    "cure_handle_complaint": _("Mend how the complaint is handled."),
    "cure_explain_decision": _("Explain the decision and offer a person."),
    "cure_type_again": _("Compare with the paper and type it again."),
    "cure_correct_rate": _("Show the right rate."),
    "cure_change_mediator": _("Choose another mediator, or ask all sides."),
    # what a way needs
    "need_both_willing": _("Both sides want it"),
    "need_identity": _("Proof of identity of both sides"),
    "need_loan_papers": _("Contract, payments and what is owed"),
    "need_lawful_body": _("A body that was set up lawfully"),
    "need_licence": _("The body's licence"),
    "need_fee_table": _("The body's published fees"),
    "need_clear_terms": _("Sums, days and duties in clear words"),
    "need_enforcement_promise": _("The debtor's promise to accept enforcement"),
    "need_arbitration_clause": _("An arbitration clause that both signed"),
    "need_undisputed_sum": _("A sum that nobody disputes"),
    "need_complaint_text": _("What happened and what you ask for"),
    "need_complaint_answered": _("The lender's last answer to your complaint"),
    "need_budget": _("Your income and spending"),
    # words inside these sentences
    "word_way_peoples_mediation": _("people's mediation"),
    "word_way_financial_mediation": _("a mediation body for financial disputes"),
    "word_way_commercial_mediation": _("a commercial mediation body"),
    "word_way_court_mediation": _("mediation on the court's platform"),
    "word_way_bilateral": _("talks between both sides alone"),
    "word_way_notary": _("a notary"),
    "word_way_arbitration": _("arbitration"),
    "word_way_payment_order": _("a payment order of the court"),
    "word_way_court": _("the court"),
    "word_way_complaint": _("a complaint to the lender"),
    "word_way_ombudsman": _("the financial ombudsman"),
    "word_way_debt_adviser": _("a free debt adviser"),
    "word_kind_consumption": _("a consumer's loan"),
    "word_kind_offer": _("an offer"),
    "word_kind_concession": _("a concession"),
    "word_kind_caucus": _("a private talk"),
    "word_kind_mediator_note": _("a note of the mediator"),
    "word_part_items": _("list of costs"),
    "word_part_principal": _("principal"),
    "word_part_annual_rate": _("yearly cost"),
    "word_part_contingent": _("costs when late"),
    "word_part_no_other_charges": _("sentence that nothing else is charged"),
    "word_part_confirmation": _("confirmation by the borrower"),
    "word_part_own_page": _("page of its own"),
    "word_part_form": _("form"),
    "word_part_birthday": _("day of birth"),
    "word_part_check_digit": _("check digit"),
    "word_gap_name": _("name"),
    "word_gap_method": _("way of charging"),
    "word_gap_standard": _("rate or amount"),
    "word_gap_charged_by": _("who charges it"),
    "word_gap_own_key": _("a key of the signer alone"),
    "word_gap_sole_control": _("that only the signer could use it"),
    "word_gap_signature_change_shows": _("that a changed signature would show"),
    "word_gap_content_change_shows": _("that a changed text would show"),
    "word_gap_identity": _("who the signer is"),
    "word_gap_capacity": _("that the signer may act"),
    "word_gap_mediator_signature": _("the mediator's signature"),
    "word_gap_body_seal": _("the body's seal"),
    "word_defect_unlawful": _("it breaks a binding law"),
    "word_defect_harms_others": _("it harms somebody else"),
    "word_defect_public_order": _("it is against public order"),
    "word_defect_involuntary": _("somebody did not agree freely"),
    "word_defect_unclear": _("it is not clear what is owed"),
    "word_defect_out_of_scope": _("it is about a status or a right that courts do not confirm"),
    "word_term_amounts": _("the amounts"),
    "word_term_dates": _("the days"),
    "word_term_method": _("the way of paying"),
    "word_term_breach_consequence": _("what follows from a breach"),
    "word_term_waiver_on_breach": _("whether a waiver survives a breach"),
    "word_term_balance": _("balance"),
    "word_term_structure": _("make-up of the balance"),
    "word_term_currency": _("currency"),
    "word_term_cycle": _("length of a period"),
    "word_term_amount_each": _("amount of each payment"),
    "word_term_fees_running": _("whether interest and fees run on"),
    "word_term_no_new_card": _("promise to take no new card"),
    "word_term_default": _("what follows when late"),
    "word_fact_card_fields": _("what the plan for the card says"),
    "word_fact_due_on": _("the days of payment"),
    "word_fact_initial_principal_minor": _("the first principal"),
    "word_fact_borrowed_on": _("the day of the first loan"),
    "word_fact_payable_minor": _("all that is ever paid"),
    "word_fact_licence": _("the body's licence"),
    "word_fact_fee_table": _("the body's list of fees"),
    "word_fact_signatures": _("the signatures"),
    "word_fact_read_seconds": _("how long the table stood open"),
    "word_check_CARD_PLAN_60": _("plan for a card debt"),
    "word_check_LOAN_TERM": _("longest term"),
    "word_check_ALLOCATION_ORDER": _("order of payments"),
    "word_check_ROUTE_AND_FEE": _("where a case goes"),
    "word_check_SIGNATURE_EFFECT": _("valid signatures"),
    "word_check_CONFIDENTIAL_EXPORT": _("what stays confidential"),
    "word_check_CONTACT_HOURS": _("hours of contact"),
    "word_check_CONTACT_FREQUENCY": _("number of calls"),
    "word_check_CONTACT_THIRD_PARTY": _("contact with others"),
    "word_check_CONTACT_CONDUCT": _("conduct of collectors"),
    "word_check_CONTACT_WORDS": _("words of collectors"),
    "word_check_CONTACT_REST": _("rest from collection"),
    "word_check_COMPLAINT_CLOCK": _("time for complaints"),
    "word_check_AUTOMATED_REFUSAL": _("automatic refusals"),
    "word_check_SEPARATE_CONSENT": _("separate consent"),
    "word_check_OBSERVATION": _("time of watching"),
    "word_check_RESIDENT_ID": _("identity number"),
    "word_check_COMPANY_CODE": _("company code"),
    "word_check_RELIEF_FEE": _("fee for debt relief"),
    "word_check_SHOWN_RATE": _("rate as shown"),
}
