"""Why an upload, an answer or a decision is refused, what is still missing, and which ways remain."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    # Uploads
    "paper_empty": _("This file is empty. Please choose it again, or ask the app to send it once more."),
    "paper_too_large": _(
        "This file is larger than {most_mb} MB. Please send fewer months at a time, or a smaller picture."
    ),
    "paper_wrong_kind": _(
        "We cannot take this kind of file. Please send a PDF, or a JPEG or PNG picture; a screenshot is fine."
    ),
    "paper_statement_kind": _(
        "This is no statement that we know. Please send the file that the app mailed to you (ZIP, CSV or XLSX), a PDF, or screenshots."
    ),
    "paper_picture_broken": _(
        "This picture is not complete, perhaps cut off on its way. Please take or choose it again."
    ),
    "paper_picture_too_large": _(
        "This picture has more than {most_megapixels} million points. Please send a smaller one; a screenshot is fine."
    ),
    "paper_pdf_broken": _(
        "This PDF is not complete, perhaps cut off on its way. Please download it again and send the new one."
    ),
    "paper_pdf_locked": _(
        "This PDF is locked with a password. Please print it to a new PDF without one, or send screenshots."
    ),
    "paper_pdf_active": _(
        "This PDF holds a small program, so we do not take it. Please print it to a new PDF, or send screenshots."
    ),
    "paper_reading_stopped": _(
        "Opening this file took too much time or memory, so we stopped; nothing else is lost. Please send a smaller one, fewer months at a time for instance."
    ),
    "paper_reading_busy": _(
        "Many papers are being read at this moment, so yours could not be. Please try again in a minute; nothing that you kept here is lost."
    ),
    "guideline_within": _(
        "This line lies within what is usual. It needs no word, and nobody can question it."
    ),
    "guideline_unknown": _("There is no guideline for this line today. Please look at the budget again."),
    "guideline_needs_words": _("Please write a sentence."),
    "hardship_line_needs_note": _(
        "Lines above what is usual that still need a word from you: {count}. Please say why on the page of the whole budget; then you can give the statement."
    ),
    "paper_by_eye": _(
        "A person will look at this. If the app can send a CSV or XLSX file, we can read that one for you at once."
    ),
    "paper_already_here": _("You handed this file in already. There is no need to send it twice."),
    "papers_too_many": _(
        "There are {most} papers here, as many as one application can hold. Please take back one that is not needed."
    ),
    "paper_read_already": _("This file has been read already. You can take it back below."),
    "paper_sorted_already": _("We know what this paper is. You need not do anything."),
    "rows_too_many": _("At most {most} lines can be changed at once. Please choose fewer."),
    "row_set_by_reviewer": _(
        "Our reviewer has said what this line means. If you see it differently, please write to them in your case."
    ),
    "forecast_not_told": _("No forecast of sales was told in this case, so there is nothing to pick."),
    "savings_both_or_neither": _(
        "Please fill in both amounts, or leave both empty. If you need to keep nothing of it, write 0."
    ),
    "savings_outside": _("Please write an amount from 0 to {most_minor}."),
    "row_not_corrected": _("There is no correction of yours here any more. Please open the page again."),
    "columns_not_asked": _(
        "Nothing is asked about the columns of this file any more. Please open the list of papers again."
    ),
    "columns_give_no_rows": _(
        "With these columns no line could be read. Please look at the first lines once more and choose again."
    ),
    "paper_not_locked": _("This file is open already. You need not do anything."),
    # Answers
    "answer_not_on_list": _("Please choose one of the answers of the list."),
    "answer_in_future": _("This day lies ahead. Please give a day up to {latest_on}."),
    "recovery_before_start": _("This lies before {since_on}, when it began. Please check both days."),
    "maturity_before_contract": _(
        "This lies before {contract_on}, the day of the contract. Please check both days."
    ),
    "loans_too_many": _(
        "There are {most} loans here, as many as one application can hold. Please ask us to help you."
    ),
    "loan_creditor_abroad": _(
        "This lender works under the law of another country. Please open a case under that law for its loan."
    ),
    "country_unknown": _("We have no law book for this country yet. Please choose one from the list."),
    "consent_not_for_this_lender": _("None of your loans is with this lender, so it needs no consent."),
    "consent_item_needed": _(
        "The lender cannot answer without these. To share nothing with it, do not agree at all."
    ),
    "consent_until_unusual": _("Please choose a day from {earliest_on} to {latest_on}."),
    "application_not_open": _("This application cannot be changed now. Its page says what is possible."),
    # The desk
    "classify_needs_reason": _("Please write why the class changes. The record keeps it."),
    "return_needs_items": _("Please tick at least one thing that is missing."),
    "admit_needs_lender_here": _(
        "None of these loans is with a lender here, so talks cannot begin. Please decline with the ways that remain."
    ),
    # What an application lacks
    "missing_identity": _("Proof of who you are"),
    "missing_cause": _("What happened"),
    "missing_since": _("Since when it is hard"),
    "missing_recovery": _("When you hope that it gets better"),
    "missing_words": _("Your story in your own words"),
    "missing_loan": _("At least one loan"),
    "missing_consent": _("Your consent that {lender} may see your application"),
    "missing_creditor": _("The lender of “{loan}”"),
    "missing_balance": _("What is owed on “{loan}” today, or “I don't know”"),
    "missing_password": _("The password of “{paper}”"),
    "missing_budget": _("Your household budget"),
    "missing_wish": _("The plan you wish for"),
    "missing_paper_wallet_statement": _(
        "A statement of Alipay, WeChat Pay or your bank, the last six months"
    ),
    "missing_paper_bank_statement": _("A bank statement, the last six months"),
    "missing_paper_income_statement": _("Payslips or another proof of income"),
    "missing_paper_dismissal_or_registration": _("The dismissal letter, or the registration as unemployed"),
    "missing_paper_medical_record": _("A medical record or bill"),
    "missing_paper_medical_bill": _("A medical bill"),
    "missing_paper_accident_report": _("The accident report, or a medical record"),
    "missing_paper_sales_statement": _("The sales of your business, or its tax return"),
    "missing_paper_tax_or_platform_statement": _("A tax return, or the statement of the sales platform"),
    "missing_paper_disaster_certificate": _("The certificate of the disaster"),
    "missing_paper_family_document": _("The family document: divorce, death or birth"),
    "missing_paper_contract": _("The loan contract"),
    "missing_paper_repayment_record": _("A record of what you repaid, or a statement"),
    "missing_paper_collection_notice": _("A letter or message of the collector"),
    "missing_paper_credit_report": _("Your credit report"),
    "missing_paper_other_paper": _("Another paper; the reviewer says which"),
    # Why the desk declines
    "decline_not_a_loan": _("This is not about a loan, so talks about repayment cannot help."),
    "decline_not_the_borrower": _(
        "The loan is somebody else's. Only that person, or somebody with their written authority, can apply."
    ),
    "decline_same_case_runs": _("The same loans are in talks already."),
    "decline_court_decided": _(
        "A court has decided on this loan, so talks before a decision are no longer possible."
    ),
    "decline_no_lender_here": _("None of these lenders works with this platform yet."),
    "decline_not_true": _("What was told and the papers do not fit together, also after we asked."),
    # The ways that remain
    "route_legal_help": _("Call {legal_aid} for free legal advice."),
    "route_complaint": _(
        "If you think that this is wrong, complain to us here, or call the financial regulator at {regulator}."
    ),
    "route_representative": _("Ask the borrower to apply, or to give you a written authority."),
    "route_existing_case": _("Go on in the case that is running; you find it under “My cases”."),
    "route_enforcement_settlement": _("Ask the court's enforcement office for a settlement on instalments."),
    "route_lender_directly": _(
        "Write to the lender's hardship desk yourself. Your answers here can be printed and sent along."
    ),
    "route_apply_again": _("Apply again at any time. Every answer is kept and filled in for you."),
}
