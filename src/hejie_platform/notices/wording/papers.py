"""What a credit report, a lender's file or a contract lacks, and what it lets one ask."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "credit_report_not_one": _(
        "This is not the short form of a personal credit report. Please send the PDF that the credit centre sent you."
    ),
    "lender_file_not_one": _(
        "This is neither a repayment plan nor a list of repayments that we know. Please check the column names."
    ),
    "lender_file_line_unreadable": _(
        "Line {line}, “{column}”: “{given}” cannot be read. Please correct it and send the file again."
    ),
    "lender_file_parts_not_total": _(
        "Repayments whose parts do not add up to the total: {count}, the first in {given}."
    ),
    "lender_file_paid_more_than_owed": _(
        "Repayments in which more was taken for an item than was owed in it: {count}, the first in {given}."
    ),
    "contract_ask_deducted": _(
        "Something seems to be deducted when the loan is paid out. Please ask for which service, and check what really arrived."
    ),
    "contract_ask_service_fee": _(
        "The contract names a fee beside the interest. Please ask who charges it, for what, and whether it counts in the yearly cost."
    ),
    "contract_ask_insurance": _(
        "The contract seems to require an insurance. Please ask whether it is voluntary and who gains from it."
    ),
    "contract_ask_early_fee": _("Paying early seems to cost something. Please ask how much, and until when."),
    "contract_ask_acceleration": _(
        "The whole loan may fall due at once. Please ask in which cases and with what notice."
    ),
    "contract_ask_compound": _(
        "Interest may be charged on interest. Please ask how it is worked out and since when."
    ),
    "contract_ask_rate_change": _(
        "The lender may change the rate. Please ask by what rule and how you are told."
    ),
    "contract_ask_contacts": _(
        "The contract speaks of contacting other people. Please ask who and when; you may object to calls to people who owe nothing."
    ),
    "contract_ask_court": _(
        "The place of court or arbitration is far or chosen by one side. Please ask whether another place can be agreed."
    ),
    "contract_ask_stacked_penalty": _(
        "Penalty interest and damages seem to be charged together. Please ask for the sum of both a year."
    ),
    "contract_costs_more_than_stated": _(
        "The contract says {stated_rate} a year; with all fees it costs {actual_rate}, {cost_minor} in all."
    ),
    "contract_paid_out_less": _(
        "{fee_minor} was kept back at payout. Interest may be owed only on what really arrived."
    ),
    "contract_lender_unknown": _(
        "Which limits apply depends on who lends. Please find the name of the lender in the contract."
    ),
    "how_paper_wallet_statement": _(
        "Alipay: Me, Bills, top right, Issue transaction record, for personal reconciliation. WeChat: Me, Services, Wallet, Bills, Download bills. The password comes as a message."
    ),
    "how_paper_bank_statement": _(
        "In the bank’s app search for “transaction statement” and have it sent to your e-mail as PDF; a counter prints it too, with your identity card."
    ),
    "how_paper_income_statement": _(
        "Ask the personnel office for an income certificate, or take the income record from the Individual Income Tax app."
    ),
    "how_paper_dismissal_or_registration": _(
        "Your former employer must give a certificate that the work ended; the unemployment registration is made at the community service centre or online."
    ),
    "how_paper_medical_record": _(
        "Ask the records office of the hospital for a copy, with your identity card; somebody you authorise may fetch it."
    ),
    "how_paper_medical_bill": _(
        "The hospital’s app or self-service machine prints the bills; electronic bills come by text message."
    ),
    "how_paper_accident_report": _(
        "Traffic: the traffic police issue it. At work: the employer or the labour office. Otherwise the community confirms what happened."
    ),
    "how_paper_sales_statement": _(
        "Take the last six months of receipts from the collection code or the shop’s back office."
    ),
    "how_paper_tax_or_platform_statement": _(
        "The Electronic Tax Bureau gives the returns; delivery and shop platforms give the settlement in the merchant app."
    ),
    "how_paper_disaster_certificate": _(
        "The street office, the township or the emergency office confirms the damage; photographs with their day help."
    ),
    "how_paper_family_document": _(
        "The household register, a marriage, divorce, birth or death certificate from the civil affairs or police office."
    ),
    "how_paper_contract": _(
        "In the lending app open the loan and choose View contract; or ask the lender’s service line to send it. You have a right to a copy."
    ),
    "how_paper_repayment_record": _(
        "In the lending app open the loan, Repayment records, and save them; the service line can send a list."
    ),
    "how_paper_collection_notice": _(
        "A screenshot of the message with number and day, or a photograph of the letter."
    ),
    "how_paper_credit_report": _(
        "Apply at the credit centre’s website, in a bank’s app or at UnionPay’s app; twice a year it is free, and the PDF comes within a day or two."
    ),
    "how_paper_other_paper": _(
        "Any paper that shows what happened; if you have none, tell it in your own words."
    ),
    "reading_not_this_kind": _(
        "Only a contract or a credit report, as a PDF or a picture, is read for you. Everything else is looked at by a person."
    ),
    "reading_pictures_not_here": _(
        "This installation cannot read letters in pictures. A person will look at your paper, and you can type the values yourself. A PDF with text can be read."
    ),
    "reading_not_running": _("Nothing is being read at the moment."),
    "reading_stopped": _(
        "Reading this file took too long, so we stopped. A person will look at it, and you can type the values yourself."
    ),
    "reading_saw_nothing": _(
        "No letters could be made out on these pages. Please try again with more light and the page flat and whole in the picture."
    ),
    "reading_not_there": _("This paper has not been read yet. Please have it read first."),
    "reading_nothing_confirmed": _("Nothing is confirmed yet. Please say yes to at least one value."),
    "reading_entry_answered": _("This entry was answered already. There is nothing more to do."),
    "reading_entry_guarantee": _("This is a guarantee for somebody else's debt, and no loan of your own."),
    "paper_file_gone": _("The file itself is no longer there. Please hand it in once more."),
    "paper_same_elsewhere": _(
        "The same file lies in another case as well. There is often an honest reason, for example an earlier application."
    ),
    "paper_same_rows_elsewhere": _(
        "The same entries of the same account lie in another case as well. There is often an honest reason, for example an earlier application."
    ),
    "hardship_not_for_this_lender": _(
        "You have no loan of this lender in your application, so there is nothing to give it."
    ),
    "hardship_no_budget": _("There is no budget yet. Please fill it in first; then it can be given."),
    "hardship_until_unusual": _("Please choose a day from {earliest_on} to {latest_on}."),
    "hardship_ended_already": _("This has ended already. The lender can no longer open it."),
}
