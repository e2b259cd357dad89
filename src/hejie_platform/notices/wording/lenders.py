"""Reasons and cures of a lender's policy, what a lender may ask for, and why an act at its desk is refused."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "policy_not_toml": _(
        "This file could not be read as a policy. Please start from one of the examples and change it."
    ),
    "policy_needs_officer": _("A policy is written by an officer. Please ask a colleague with that role."),
    "policy_return_needs_words": _("Please say what should be changed. Your colleague reads it."),
    "policy_day_wrong": _("Please choose today or a later day, not after the last day of this version."),
    "draft_open_already": _("A draft is open already. Please go on with it, or give it up first."),
    "draft_not_open": _("This draft was handed in or given up meanwhile. What was typed is kept with it."),
    "policy_missing": _("The lender has no published policy in force today. It has to publish one first."),
    "refusal_not_in_policy": _(
        "This reason is not in the lender's policy that is in force today. Please choose one that it publishes."
    ),
    "refusal_not_curable": _(
        "This reason cannot be cured, so it ends the talks. Please use the final refusal."
    ),
    "refusal_is_curable": _(
        "This reason can be cured. Please tell the borrower how, and leave the talks open for it."
    ),
    "ask_not_on_list": _("Please choose at least one item of the list."),
    "act_outdated": _(
        "The talks moved on since this was prepared. Please return it, so that it can be prepared afresh."
    ),
    # Reasons that policies publish, and how each is cured
    "refusal_evidence_missing": _("A paper that the policy asks for is missing."),
    "refusal_evidence_too_old": _("A paper is too old to show how things are today."),
    "refusal_income_unclear": _("The income is not clear from what was handed in."),
    "refusal_plan_beyond_levers": _("The plan goes beyond what the policy allows."),
    "refusal_cause_not_covered": _("The cause of the hardship is not one that the policy covers."),
    "refusal_able_to_pay": _("From the budget it looks as if the contract can be kept."),
    "refusal_loan_not_ours": _("The loan is not, or no longer, with this lender."),
    "refusal_court_decided": _("A court has decided about this debt already."),
    "refusal_other": _("A reason of the lender's own policy."),
    "cure_send_evidence": _("Hand in the paper on the page of papers, then answer here."),
    "cure_send_recent_evidence": _("Hand in the same paper from the last three months, then answer here."),
    "cure_send_income_statement": _(
        "Hand in a statement that shows the income of the last six months, then answer here."
    ),
    "cure_choose_plan_inside_levers": _(
        "Choose one of the plans shown, or change the offer to stay within them."
    ),
    "cure_show_covered_cause_or_ask_review": _(
        "Tell which of the covered causes applies too, or ask that a person looks at it again."
    ),
    "cure_show_changed_budget_or_ask_review": _(
        "Show what changed in your budget, or ask that a person looks at it again."
    ),
    "cure_name_present_holder": _("Name who holds the loan now, and apply to them with all your answers."),
    "cure_ask_enforcement_settlement": _(
        "Ask the court's enforcement office for a settlement; our help page says who assists you for free."
    ),
    "cure_other": _("Write here what you can do about it, or ask that a person looks at it again."),
    # What a lender may ask for
    "ask_cure_hand_in": _("Hand it in on the page of papers, then answer here."),
    "ask_cure_answer": _("Write your answer below."),
    "ask_income": _("How much comes in a month now, and from where"),
    "ask_spending": _("What the household needs a month"),
    "ask_other_debts": _("What is paid on other debts a month, in one sum"),
    "ask_recovery": _("When things are likely to get better, and why"),
    "ask_purpose": _("What the loan was used for"),
    "ask_contact": _("How and when you are best reached"),
    "ask_paper_wallet_statement": _("Wallet statement (Alipay or WeChat)"),
    "ask_paper_bank_statement": _("Bank statement"),
    "ask_paper_income_statement": _("Proof of income"),
    "ask_paper_dismissal_or_registration": _("Notice of dismissal, or registration as unemployed"),
    "ask_paper_medical_record": _("Medical record"),
    "ask_paper_medical_bill": _("Medical bill"),
    "ask_paper_accident_report": _("Accident report"),
    "ask_paper_sales_statement": _("Statement of sales"),
    "ask_paper_tax_or_platform_statement": _("Tax or platform statement"),
    "ask_paper_disaster_certificate": _("Certificate of the disaster"),
    "ask_paper_family_document": _("Family document"),
    "ask_paper_contract": _("Loan contract"),
    "ask_paper_repayment_record": _("Record of repayments"),
    "ask_paper_collection_notice": _("Collection letter or message"),
    "ask_paper_credit_report": _("Credit report"),
    "ask_paper_other_paper": _("Another paper, named in the words below"),
}
